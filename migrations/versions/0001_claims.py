"""Claims, the people and sources behind them, and the journal they are recorded in."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

Text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
Integer = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# "PLDG": marks a SQLite file as a ledger.
APPLICATION_ID = 0x504C4447

# The journal is append-only. The one change let through empties rows: it turns [salt, row] elements of a
# payload into the hex of their leaves and leaves all else as it was.
SQLITE_GUARDS = (
    """create trigger journal_append before insert on journal
    when new.seq is not (select coalesce(max(seq), 0) + 1 from journal)
      or new.prev is not coalesce(
        (select hash from journal order by seq desc limit 1), printf('%064d', 0))
    begin select raise(abort, 'the journal takes only its next entry'); end""",
    """create trigger journal_keep before delete on journal
    begin select raise(abort, 'the journal is append-only'); end""",
    """create trigger journal_empty before update on journal
    when new.seq is not old.seq or new.command is not old.command or new.at is not old.at
      or new.recorder is not old.recorder or new.kind is not old.kind
      or new.version is not old.version or new.digest is not old.digest
      or new.prev is not old.prev or new.hash is not old.hash
      or typeof(new.payload) is not 'text'
      or not json_valid(new.payload)
      or new.payload is not json(new.payload)
      or json_type(new.payload) is not 'array'
      or json_array_length(new.payload) is not json_array_length(old.payload)
      or exists (
        select 1 from (
          select key, type, value from json_each(new.payload)
          except select key, type, value from json_each(old.payload))
        where type <> 'text' or length(value) <> 64 or value glob '*[^0-9a-f]*')
      or exists (
        select 1 from (
          select key, type, value from json_each(old.payload)
          except select key, type, value from json_each(new.payload))
        where type <> 'array')
    begin select raise(abort, 'the journal is append-only'); end""",
)

POSTGRESQL_GUARDS = (
    """create function journal_append() returns trigger language plpgsql as $$
    begin
      if new.seq is distinct from (select coalesce(max(seq), 0) + 1 from journal)
        or new.prev is distinct from coalesce(
          (select hash from journal order by seq desc limit 1), repeat('0', 64)) then
        raise exception 'the journal takes only its next entry';
      end if;
      return new;
    end $$""",
    """create trigger journal_append before insert on journal
    for each row execute function journal_append()""",
    """create function journal_keep() returns trigger language plpgsql as $$
    begin
      raise exception 'the journal is append-only';
    end $$""",
    """create trigger journal_keep before delete on journal
    for each row execute function journal_keep()""",
    """create trigger journal_truncate before truncate on journal
    for each statement execute function journal_keep()""",
    """create function journal_empty() returns trigger language plpgsql as $$
    begin
      if row(new.seq, new.command, new.at, new.recorder, new.kind, new.version, new.digest,
             new.prev, new.hash)
        is distinct from row(old.seq, old.command, old.at, old.recorder, old.kind, old.version,
             old.digest, old.prev, old.hash)
        or json_typeof(new.payload::json) <> 'array'
        or json_array_length(new.payload::json) <> json_array_length(old.payload::json)
        or new.payload is distinct from (
          select '[' || string_agg(element::text, ',' order by n) || ']'
          from json_array_elements(new.payload::json) with ordinality as e(element, n))
        or exists (
          select 1 from json_array_elements(new.payload::json) with ordinality as e(element, n)
          join json_array_elements(old.payload::json) with ordinality as o(element, n) using (n)
          where e.element::text <> o.element::text
            and (json_typeof(o.element) <> 'array' or e.element::text !~ '^"[0-9a-f]{64}"$'))
      then
        raise exception 'the journal is append-only';
      end if;
      return new;
    end $$""",
    """create trigger journal_empty before update on journal
    for each row execute function journal_empty()""",
)


def upgrade() -> None:
    op.create_table(
        "journal",
        sa.Column("seq", Integer, primary_key=True, autoincrement=False),
        sa.Column("command", Integer, nullable=False),
        sa.Column("at", Text, nullable=False),
        sa.Column("recorder", Text, nullable=False),
        sa.Column("kind", Text, nullable=False),
        sa.Column("version", Integer, nullable=False),
        sa.Column("payload", Text, nullable=False),
        sa.Column("digest", Text, nullable=False),
        sa.Column("prev", Text, nullable=False, unique=True),
        sa.Column("hash", Text, nullable=False),
    )
    op.create_table(
        "person",
        sa.Column("id", Integer, primary_key=True, autoincrement=False),
        sa.Column("name", Text, nullable=False),
        sa.Column("role", Text),
        sa.Column("me", Integer, nullable=False),
    )
    op.create_table(
        "alias",
        sa.Column("key", Text, primary_key=True),
        sa.Column("name", Text, nullable=False),
        sa.Column("person", Integer, nullable=False),
    )
    op.create_table(
        "source",
        sa.Column("id", Integer, primary_key=True, autoincrement=False),
        sa.Column("title", Text, nullable=False, unique=True),
        sa.Column("url", Text),
        sa.Column("frame", Text),
        sa.Column("given", Integer, nullable=False),
    )
    op.create_table(
        "claim",
        sa.Column("id", Integer, primary_key=True, autoincrement=False),
        sa.Column("uid", Text, nullable=False, unique=True),
        sa.Column("speaker", Integer, nullable=False),
        sa.Column("statement", Text, nullable=False),
        sa.Column("key", Integer, nullable=False),
        sa.Column("kind", Text, nullable=False),
        sa.Column("said_on", Text, nullable=False),
        sa.Column("deadline_phrase", Text),
        sa.Column("window_kind", Text),
        sa.Column("earliest", Text),
        sa.Column("latest", Text),
        sa.Column("stance", Text),
        sa.Column("p", Integer),
        sa.Column("p_low", Integer),
        sa.Column("p_high", Integer),
        sa.Column("basis", Text, nullable=False),
        sa.Column("words", Text),
        sa.Column("outcome", Text),
        sa.Column("happened_on", Text),
        sa.Column("judged_on", Text),
        sa.Column("judged_by", Text),
        sa.Column("judged_note", Text),
        sa.Column("retracted_on", Text),
        sa.Column("removed", Integer, nullable=False),
        sa.Column("private", Integer, nullable=False),
        sa.Column("cluster", Text),
        sa.Column("follows", Integer),
        sa.Column("source", Integer),
        sa.Column("note", Text),
        sa.Column("set_on", Text, nullable=False),
        sa.Column("with_outcome", Integer, nullable=False),
        sa.Column("edited_late", Integer, nullable=False),
        sa.Column("entry", Integer, nullable=False),
    )
    op.create_table(
        "tag",
        sa.Column("claim", Integer, primary_key=True, autoincrement=False),
        sa.Column("n", Integer, primary_key=True, autoincrement=False),
        sa.Column("tag", Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "saying",
        sa.Column("claim", Integer, primary_key=True, autoincrement=False),
        sa.Column("n", Integer, primary_key=True, autoincrement=False),
        sa.Column("source", Integer),
        sa.Column("url", Text),
        sa.Column("place", Text),
        sa.Column("quote", Text),
        sa.Column("quote_kind", Text),
        sa.Column("lang", Text),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "evidence",
        sa.Column("claim", Integer, primary_key=True, autoincrement=False),
        sa.Column("n", Integer, primary_key=True, autoincrement=False),
        sa.Column("url", Text, nullable=False),
        sa.Column("archived", Text),
        sa.Column("sha256", Text),
        sa.Column("read_on", Text),
        sa.Column("note", Text),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "criteria",
        sa.Column("claim", Integer, primary_key=True, autoincrement=False),
        sa.Column("text", Text, nullable=False),
        sa.Column("written_on", Text, nullable=False),
    )
    op.create_table(
        "origin",
        sa.Column("claim", Integer, primary_key=True, autoincrement=False),
        sa.Column("source", Integer, primary_key=True, autoincrement=False),
        sa.Column("native", Text),
        sa.Column("entry", Integer, nullable=False),
        sa.Column("row", Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "change",
        sa.Column("claim", Integer, primary_key=True, autoincrement=False),
        sa.Column("entry", Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "spent",
        sa.Column("what", Text, primary_key=True),
        sa.Column("id", Integer, primary_key=True, autoincrement=False),
        sa.Column("uid", Text),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_alias_person", "alias", ["person"])
    where = sa.text("follows is not null")
    op.create_index(
        "claim_follows", "claim", ["follows"], sqlite_where=where, postgresql_where=where
    )
    op.create_index("claim_key", "claim", ["key"])
    where = sa.text(
        "outcome is null and retracted_on is null and removed = 0 and latest is not null"
    )
    op.create_index("claim_open", "claim", ["latest"], sqlite_where=where, postgresql_where=where)
    op.create_index(
        "claim_tally",
        "claim",
        [
            "speaker",
            "latest",
            "outcome",
            "stance",
            "p",
            "kind",
            "happened_on",
            "judged_on",
            "retracted_on",
            "removed",
            "said_on",
            "source",
            "cluster",
            "set_on",
            "with_outcome",
            "edited_late",
        ],
    )
    op.create_index("ix_tag_tag", "tag", ["tag"])
    where = sa.text("native is not null")
    op.create_index(
        "origin_native", "origin", ["source", "native"], sqlite_where=where, postgresql_where=where
    )
    op.create_index("ix_spent_uid", "spent", ["uid"])
    if op.get_bind().dialect.name == "sqlite":
        for guard in SQLITE_GUARDS:
            op.execute(guard)
        op.execute(f"pragma application_id = {APPLICATION_ID}")
        op.execute("pragma user_version = 1")
    else:
        for guard in POSTGRESQL_GUARDS:
            op.execute(sa.text(guard.replace(":", "\\:")))
