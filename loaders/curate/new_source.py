"""The file of a new source, begun from a template: what must be filled in is left empty, and the check names it."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from loaders import written
from loaders.curate import schemas
from loaders.record import schema

TEMPLATE = """{schema}
## Lines with '##' explain and may go. To use an example, remove the '# ' in front of its lines.
## A key is either filled in or not there. What each may hold: data/README.md.
source:
  id: {id}
  title:  ## as printed; remove the line if it was not seen
  publisher:  ## who published it: an id from actors.yaml
  kind:  ## newspaper article, government release, data ...: the check names all kinds
  # published:  ## when it appeared, as precisely as it is known: 2013, 2013-02 or 2013-02-03
  #   edtf: 2013-02-03
  #   role: published
  #   inferred: The page prints no year; it names the election of 2013.  ## only if the page does not print all of it
  # url: https://example.org/article  ## its address on the web, if known
  # via: reprint on example.org  ## where a copy was read, if not there
  # accessed: 2026-11-24  ## the day on which it was read, if it can change
  # archived: https://example.org/kept/article  ## a copy that was kept
  seen:  ## whole, or excerpt if you did not read all of it
  # notes:  ## doubts about the document itself
  #   - The page prints no date.
  # left_out:  ## what it says that is not in the record, and why
  #   - part: Paragraphs 27-32
  #     what: Trade and tourism.
  #     why: Outside the subject.

## A group that was removed or arrived at one time. Its flight must stand in flights.yaml.
# flights:
#   - id: flight-{id}  ## its name, unique in the whole record
#     flight: flight-id
#     date:  ## as the source gives it: a month stays a month
#       edtf: 2010-03
#       role: arrived  ## departed, arrived, removed or expected
#     count:
#       value: 10  ## for a number in words only, leave it out and write words: hundreds
#       qualifier: exactly  ## exactly, about, nearly, more than, at least, fewer than, up to, between or in words only
#       kind: arrived  ## announced, boarded, kept back, removed or arrived
#       counted: people with a final order of removal  ## which people, in the source's words
#     said_by: actor-id  ## the source's own publisher if it names nobody
#     counted_by: actor-id  ## who counted; without it, the one who says so
#     counted_by_inferred: Nobody else counts arrivals.  ## only if the source does not name who counted
#     relayed_by: actor-id  ## only if the source has it from somebody else's account
#     origin: Port Ruritania  ## from where, if the source says; [A, B] if it says that it was one of them
#     destination: Strelsau
#     evidence:
#       - paragraph: 1  ## 0 is the headline
#         quotation: ten people arrived in March 2010  ## the shortest words that carry the fact, exactly as printed
#         words: paraphrase  ## direct quotation, paraphrase or paraphrase with quoted words
#     # fact: Ten people arrived in March 2010.  ## instead of evidence, if the text is not at hand: in your own words

## A number that is not the size of one group.
# figures:
#   - id: figure-{id}
#     label: People taken back
#     measure: cumulative total  ## with date role as of; or stock (as of), flow (period), change (period)
#     subject: people removed
#     flight: flight-id  ## only if it is about the people of one flight
#     start: 2005  ## since when it runs; of a flow or a change write year: calendar, or year: fiscal with year_of: whose
#     quantity:
#       value: 100
#       qualifier: about
#       unit: people  ## people, removals, flights, orders ...; per cent; of money USD
#     date:
#       edtf: 2012
#       role: as of
#     said_by: actor-id
#     counted_by: actor-id  ## who counted; without it, the one who gave the number
#     counted_by_inferred: Nobody else counts arrivals.  ## only if the source does not name who counted
#     relayed_by: actor-id  ## only if the source has it from somebody else's account
#     # year_of_inferred: Its other counts are of that year.  ## with year_of:, if the source does not say whose year it is
#     order:  ## on which side of a flight it stands, only if a sentence tells it
#       - type: after  ## before or after
#         flight: flight-id
#         evidence:  ## or fact: in your own words, if the text is not at hand
#           paragraph: 5
#           quotation: about a hundred so far
#           words: direct quotation
#         inferred: The paragraph before tells of that group.  ## only if the sentence does not name the flight
#     said:  ## when it was said, if the source tells
#       edtf: 2012-12-31
#       role: stated
#     evidence:
#       - paragraph: 5
#         quotation: about a hundred so far
#         words: direct quotation

## A position that somebody took on a question of questions.yaml.
# statements:
#   - id: statement-{id}
#     question: question-id
#     answer: answer-id  ## one of the question's answers; remove the line if it gives none
#     speaker: actor-id
#     role: minister of Zenda  ## at the time
#     said:
#       edtf: 2012-12-31
#       role: stated
#     summary: A hundred are enough.  ## in your own words
#     evidence:
#       - paragraph: 5
#         quotation: a hundred so far, and that is enough
#         words: direct quotation
#     readings:  ## if the words can be read in more than one way: every reading
#       - A hundred since 2005.
#       - A hundred in 2012.
#     notes:  ## doubts, in your own words
#       - The interview is not dated.
#     relations:  ## how it stands to another report
#       - type: supports  ## contradicts, qualifies, supports, repeats, responds to, replaces or retracts
#         to: figure-{id}
#         reason: Rests on the same number.

## Something else that happened and that the story needs.
# milestones:
#   - id: milestone-{id}
#     title: Treaty signed
#     date:
#       edtf: 2005
#       role: effective  ## effective, or occurred
#     evidence:
#       - paragraph: 6
#         quotation: the treaty of 2005
#         words: paraphrase
"""

NEXT = """{path} is begun. Next:
1. Fill in the empty keys, and add the publisher to actors.yaml if it is not there.
2. Take the examples that you need, and write what the source reports.
3. python -m loaders check {record} names what is still missing or wrong, with file, line and column."""


def begin(record: Path, source_id: str) -> Path:
    """Write sources/<source_id>.yaml into a record's folder; returns its path. Raises ValueError or WriteError."""
    try:
        TypeAdapter(schema.Id).validate_python(source_id)
    except ValidationError:
        raise ValueError(
            f"'{source_id[:90]}' cannot be the id of a source. It must be small letters, digits and hyphens, 80 at most, "
            "for example evening-herald-2013-02-03"
        ) from None
    if not record.is_dir():
        raise ValueError(f"{record} is not a folder. Name the folder of a record, for example data")
    path = record / "sources" / f"{source_id}.yaml"
    if path.exists() or path.is_symlink():
        raise ValueError(
            f"'{source_id}' is taken: {path} is there already. Add to that file, or choose another id, for example {source_id}-2"
        )
    written.files({path: TEMPLATE.format(id=source_id, schema=schemas.first_line(f"sources/{path.name}"))})
    return path
