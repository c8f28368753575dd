"""pledger people: everybody the ledger knows."""

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import clean
from ledger.cli.options import command as command_
from ledger.cli.options import output_options
from ledger.domain import actions
from ledger.domain.claim import normalised
from ledger.domain.event import Event
from ledger.errors import RefusedError
from ledger.errors import UnreadableError
from ledger.reports import people


@command_("people", help="List people, or with one NAME: rename, alias, merge or describe them.")
@click.argument("name", required=False)
@click.option("--alias", "aliases", multiple=True, metavar="NAME", help="Another spelling.")
@click.option("--drop-alias", multiple=True, metavar="NAME", help="A spelling that is not theirs.")
@click.option("--rename", metavar="NAME", help="The name to show; the old one stays an alias.")
@click.option("--merge", metavar="NAME", help="NAME is the same person: all theirs goes over.")
@click.option("--role", metavar="TEXT", help="What they are.")
@click.option("--me", metavar="NAME", help='Who "me" is.')
@output_options
@pass_app
def command(
    app: App,
    name: str | None,
    aliases: tuple[str, ...],
    drop_alias: tuple[str, ...],
    rename: str | None,
    merge: str | None,
    role: str | None,
    me: str | None,
) -> None:
    """List or change people."""
    changes = bool(aliases or drop_alias) or (rename, merge, role) != (None, None, None)
    if me is not None:
        if name is not None or changes:
            raise UnreadableError("--me stands alone: pledger people --me NAME")
        name = str(clean(me, "--me"))
        _name_me(app, name)
    elif changes:
        if name is None:
            raise UnreadableError("say who: pledger people NAME --alias SPELLING")
        name = _change(app, name, aliases, drop_alias, rename, merge, role)
    if (changes or me is not None) and not app.reporting:
        return
    store = app.store()
    everybody = store.people()
    if name is not None:
        wanted = store.person(name)
        everybody = [person for person in everybody if person.id == wanted.id]
    counts = store.claim_counts()
    rows = [
        {
            "name": person.name,
            "aliases": list(person.aliases),
            "role": person.role,
            "me": person.me,
            "predictions": counts.get(person.id, 0),
        }
        for person in everybody
    ]
    app.show(people.listed(rows))


def _change(
    app: App,
    name: str,
    aliases: tuple[str, ...],
    drop: tuple[str, ...],
    rename: str | None,
    merge: str | None,
    role: str | None,
) -> str:
    """Record what changes of a person; gives their name."""
    with app.writing() as transaction:
        person = transaction.person(name)
        said = []
        if merge is not None:
            other = transaction.person(merge)
            if other.id == person.id:
                raise RefusedError(f"{merge} and {name} are one person already: {person.name}.")
            merged = {
                "person": other.id,
                "into": person.id,
                "claims": transaction.claim_ranges(other.id),
                "was": {**other.fields()},
            }
            given = transaction.forecasts_of(other.id)
            if given:
                merged["forecasts"] = given
            transaction.append(Event("person.merged", [merged]))
            said.append(f"{other.name} is {person.name} from now on.")
            person = transaction.person_by_id(person.id)
        was = person.fields()
        now = dict(was)
        if rename is not None:
            now["name"] = clean(rename, "--rename")
            now["aliases"] = [*was["aliases"], was["name"]]
        dropped = {normalised(alias) for alias in drop}
        known = {normalised(alias) for alias in now["aliases"]}
        for alias in drop:
            if normalised(alias) not in known:
                raise RefusedError(f'"{alias}" is no alias of {person.name}.')
        now["aliases"] = actions.spellings(
            now["name"],
            [
                *(alias for alias in now["aliases"] if normalised(alias) not in dropped),
                *(str(clean(alias, "--alias")) for alias in aliases),
            ],
        )
        if role is not None:
            now["role"] = clean(role, "--role")
        for spelling in (now["name"], *now["aliases"]):
            owner = transaction.person_named(spelling)
            if owner is not None and owner.id != person.id:
                raise RefusedError(
                    f'"{spelling}" is {owner.name}; if they are one person: '
                    f'pledger people "{person.name}" --merge "{owner.name}"'
                )
        if now != was:
            transaction.append(actions.change_person(person.id, was, now))
            said.append(f"{now['name']}: {', '.join(now['aliases']) or 'no aliases'}.")
    app.say(*(said or [f"{person.name} is so already."]))
    return str(now["name"])


def _name_me(app: App, name: str) -> None:
    store = app.store()
    known = store.me()
    # Whoever names themselves records it, on a shared ledger too.
    recorder = app.as_name or (known.name if known is not None else name)
    with store.writing(recorder, app.at) as transaction:
        me = transaction.me()
        other = transaction.person_named(name)
        if other is not None and (me is None or other.id != me.id):
            if me is not None:
                was, now = me.fields(), me.fields() | {"me": False}
                transaction.append(actions.change_person(me.id, was, now))
            was, now = other.fields(), other.fields() | {"me": True}
            transaction.append(actions.change_person(other.id, was, now))
        elif me is None:
            number = transaction.next_id("person")
            transaction.append(actions.name_person(number, name, me=True))
        elif me.name != name:
            was = me.fields()
            now = was | {
                "name": name,
                "aliases": actions.spellings(name, [*was["aliases"], was["name"]]),
            }
            transaction.append(actions.change_person(me.id, was, now))
    app.say(f"You are {name}.")
