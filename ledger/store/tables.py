"""The tables: the journal, and the projection that can be rebuilt from it.

Dates are ISO text and probabilities integers of 10⁻¹² on both engines; flags are 0 or 1. What only PostgreSQL
needs (the same conditions on its indexes) stands in the migrations alone: naming it here would import its
dialect on each write to a SQLite file.
"""

import sqlalchemy as sa

metadata = sa.MetaData()

# Text sorts by code point on both engines.
Text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
# SQLite's INTEGER holds 64 bits and makes a primary key the row's own number.
Integer = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

journal = sa.Table(
    "journal",
    metadata,
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

person = sa.Table(
    "person",
    metadata,
    sa.Column("id", Integer, primary_key=True, autoincrement=False),
    sa.Column("name", Text, nullable=False),
    sa.Column("role", Text),
    sa.Column("me", Integer, nullable=False),
)

# Every spelling a person is known by, the name included; `key` is the spelling as it is compared.
alias = sa.Table(
    "alias",
    metadata,
    sa.Column("key", Text, primary_key=True),
    sa.Column("name", Text, nullable=False),
    sa.Column("person", Integer, nullable=False, index=True),
)

# `given` is 0 where nobody named the source and the file stands in for it.
source = sa.Table(
    "source",
    metadata,
    sa.Column("id", Integer, primary_key=True, autoincrement=False),
    sa.Column("title", Text, nullable=False, unique=True),
    sa.Column("url", Text),
    sa.Column("frame", Text),
    sa.Column("given", Integer, nullable=False),
)

claim = sa.Table(
    "claim",
    metadata,
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
    # The UTC day of the last entry that set statement, window, p, stance or kind.
    sa.Column("set_on", Text, nullable=False),
    # Whether it was recorded together with its outcome, and edited after it was due.
    sa.Column("with_outcome", Integer, nullable=False),
    sa.Column("edited_late", Integer, nullable=False),
    # The journal entry that recorded it.
    sa.Column("entry", Integer, nullable=False),
    # When somebody wants to look at it again; in no score.
    sa.Column("review_on", Text),
    # The last day on which somebody looked and put it off; what else shows a look is not repeated here.
    sa.Column("looked_on", Text),
)

_OPEN = "outcome is null and retracted_on is null and removed = 0 and latest is not null"

sa.Index("claim_key", claim.c.key)
sa.Index("claim_open", claim.c.latest, sqlite_where=sa.text(_OPEN))
sa.Index(
    "claim_follows",
    claim.c.follows,
    sqlite_where=sa.text("follows is not null"),
)
sa.Index("claim_looked", claim.c.looked_on, sqlite_where=sa.text("looked_on is not null"))
sa.Index("claim_review", claim.c.review_on, sqlite_where=sa.text("review_on is not null"))
# All that a score asks of a claim, in the order in which it counts.
sa.Index(
    "claim_tally",
    claim.c.speaker,
    claim.c.kind,
    claim.c.outcome,
    claim.c.stance,
    claim.c.p,
    claim.c.p_low,
    claim.c.p_high,
    claim.c.basis,
    claim.c.latest,
    claim.c.happened_on,
    claim.c.judged_on,
    claim.c.retracted_on,
    claim.c.removed,
    claim.c.said_on,
    claim.c.source,
    claim.c.cluster,
    claim.c.set_on,
    claim.c.with_outcome,
    claim.c.edited_late,
)

tag = sa.Table(
    "tag",
    metadata,
    sa.Column("claim", Integer, primary_key=True, autoincrement=False),
    sa.Column("n", Integer, primary_key=True, autoincrement=False),
    sa.Column("tag", Text, nullable=False, index=True),
    sqlite_with_rowid=False,
)

# One place where a claim was made; the first is the claim's own.
saying = sa.Table(
    "saying",
    metadata,
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

# A probability that somebody gave a claim on a day; the speaker's own that came with the claim stands there.
# `first` is 1 where it is the speaker's own first one, which gave the claim its p: here are its day and note.
# `set_on` is the UTC day of the entry that recorded it.
forecast = sa.Table(
    "forecast",
    metadata,
    sa.Column("claim", Integer, primary_key=True, autoincrement=False),
    sa.Column("n", Integer, primary_key=True, autoincrement=False),
    sa.Column("person", Integer, nullable=False),
    sa.Column("said_on", Text, nullable=False),
    sa.Column("p", Integer, nullable=False),
    sa.Column("p_low", Integer, nullable=False),
    sa.Column("p_high", Integer, nullable=False),
    sa.Column("basis", Text, nullable=False),
    sa.Column("words", Text),
    sa.Column("note", Text),
    sa.Column("first", Integer),
    sa.Column("set_on", Text, nullable=False),
    sa.Column("entry", Integer, nullable=False),
    sqlite_with_rowid=False,
)
sa.Index("forecast_person", forecast.c.person)

evidence = sa.Table(
    "evidence",
    metadata,
    sa.Column("claim", Integer, primary_key=True, autoincrement=False),
    sa.Column("n", Integer, primary_key=True, autoincrement=False),
    sa.Column("url", Text, nullable=False),
    sa.Column("archived", Text),
    sa.Column("sha256", Text),
    sa.Column("read_on", Text),
    sa.Column("note", Text),
    # 1 where the file of that hash was saved beside the ledger; null where a hash is all there is.
    sa.Column("saved", Integer),
    sqlite_with_rowid=False,
)

# What will count as true, with the day it was written down.
criteria = sa.Table(
    "criteria",
    metadata,
    sa.Column("claim", Integer, primary_key=True, autoincrement=False),
    sa.Column("text", Text, nullable=False),
    sa.Column("written_on", Text, nullable=False),
)

# Where a claim was imported from, and the row of the journal that holds it as last imported.
origin = sa.Table(
    "origin",
    metadata,
    sa.Column("claim", Integer, primary_key=True, autoincrement=False),
    sa.Column("source", Integer, primary_key=True, autoincrement=False),
    sa.Column("native", Text),
    sa.Column("entry", Integer, nullable=False),
    sa.Column("row", Integer, nullable=False),
    sqlite_with_rowid=False,
)
sa.Index(
    "origin_native",
    origin.c.source,
    origin.c.native,
    sqlite_where=sa.text("native is not null"),
)

# What somebody did not want recorded of a source: the key of a sentence, and the line it stood on.
candidate = sa.Table(
    "candidate",
    metadata,
    sa.Column("source", Integer, primary_key=True, autoincrement=False),
    sa.Column("key", Text, primary_key=True),
    sa.Column("line", Integer, nullable=False),
    sa.Column("entry", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# The entries that touched a claim after it was recorded.
change = sa.Table(
    "change",
    metadata,
    sa.Column("claim", Integer, primary_key=True, autoincrement=False),
    sa.Column("entry", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# Numbers and uids that were given out and are no longer in use; undo does not take them back.
spent = sa.Table(
    "spent",
    metadata,
    sa.Column("what", Text, primary_key=True),
    sa.Column("id", Integer, primary_key=True, autoincrement=False),
    sa.Column("uid", Text, index=True),
    sqlite_with_rowid=False,
)

# Claims whose text was emptied for good, and the entry that says so.
redacted = sa.Table(
    "redacted",
    metadata,
    sa.Column("claim", Integer, primary_key=True, autoincrement=False),
    sa.Column("entry", Integer, nullable=False),
)

PROJECTION = (
    person,
    alias,
    source,
    claim,
    tag,
    saying,
    forecast,
    evidence,
    criteria,
    origin,
    candidate,
    change,
    spent,
    redacted,
)
