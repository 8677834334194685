"""Every column that a frame, a table or a download can have, declared once: its dtype, its meaning, its unit.

A column of one name means the same everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from loaders.wording.language import say, word


@dataclass(frozen=True)
class Column:
    """A column: its pandas dtype, what it means, the unit of its numbers. `ours`: its text is made here, by no curator.

    `heading`: what it is called where rows are told in a few columns; "" where it is not among them.
    """

    dtype: str
    meaning: str
    unit: str = ""
    ours: bool = False
    heading: str = ""


TEXT, WHOLE, NUMBER, DAY, YES = "string", "Int64", "Float64", "datetime64[s]", "boolean"

COLUMNS: dict[str, Column] = {
    "id": Column(TEXT, "The record's id, unique in the whole record."),
    "flight": Column(TEXT, "Id of the flight: what several reports on it have in common."),
    "flight_name": Column(TEXT, "What the flight is called.", heading="Group"),
    "title": Column(TEXT, "Title as printed, or for a milestone what happened, in our words.", heading="What"),
    "label": Column(TEXT, "What is counted.", heading="What"),
    "date": Column(TEXT, "The date as precisely as it is known, in EDTF (ISO 8601-2). For a statement: when it was said."),
    "date_in_words": Column(TEXT, "The same date in English.", heading="Date"),
    "date_role": Column(TEXT, "What the date is the date of."),
    "date_inferred": Column(TEXT, "If the source does not print the whole date: what it is inferred from."),
    "departed": Column(TEXT, "When the group left, where a report tells it beside the arrival."),
    "earliest": Column(DAY, "First day that the date can mean; empty if open."),
    "latest": Column(DAY, "Last day that the date can mean. 'Since ...' ends with the day on which it was said."),
    "year": Column(WHOLE, "Calendar year; empty if the date does not lie in a single one.", "year", heading="Year"),
    "value": Column(NUMBER, "The number; empty if the source gives it in words only."),
    "qualifier": Column(TEXT, "How exact the source says the number is."),
    "in_words": Column(
        TEXT,
        "The number with its qualifier as it is read; for 'in words only' the source's words.",
        ours=True,
        heading="How much",
    ),
    "unit": Column(TEXT, "What one of the number is."),
    "value_low": Column(NUMBER, "The lowest that the number can be; empty in words only."),
    "value_high": Column(NUMBER, "The highest that the number can be; empty in words only."),
    "open_low": Column(YES, "Whether the number has no lower end: 'up to' so many per cent."),
    "breakdown": Column(TEXT, "How the source breaks the number down, and what the parts add up to, if not to the number."),
    "measure": Column(TEXT, "Cumulative total, flow, stock or change."),
    "subject": Column(TEXT, "What the number is about; only numbers on one subject are set against each other."),
    "basis": Column(TEXT, "Since when, or which kind of year."),
    "derived_from": Column(TEXT, "If the number is a sum of ours: the parts that the source gives."),
    "kind": Column(TEXT, "For people: at which point they were counted. For a source: what sort of document it is."),
    "counted": Column(TEXT, "Which people were counted."),
    "people": Column(WHOLE, "How many people; empty if the source gives it in words only.", "people"),
    "people_low": Column(
        WHOLE, "The lowest that it can be: the lowest count of any report, or the lower end of one.", "people", heading="Lowest"
    ),
    "people_high": Column(WHOLE, "The highest that is given; see 'open_end'.", "people", heading="Highest"),
    "people_preferred": Column(WHOLE, "The count that the record's rule takes where one number is needed.", "people"),
    "preferred": Column(TEXT, "Id of the report that this count is from."),
    "preferred_why": Column(TEXT, "By which part of the rule."),
    "open_end": Column(
        YES,
        "Whether a count is 'more than' or 'at least': then the number has no upper end, and what is left of a total no lower "
        "one. More than 30 people are 31 or more.",
    ),
    "announced": Column(TEXT, "How many were announced, and by whom, one to a line, in the order in which it was said."),
    "kept_back": Column(TEXT, "How many were kept back, why, and who says so, one to a line."),
    "gone": Column(TEXT, "How many went by the counts of the flight; empty if nobody counts.", ours=True),
    "gone_low": Column(WHOLE, "The lowest count of those who went.", "people"),
    "gone_high": Column(WHOLE, "The highest count of those who went.", "people"),
    "why": Column(TEXT, "Of people kept back: by a court, for a claim that they made, or otherwise."),
    "origin": Column(TEXT, "Where the group left from."),
    "destination": Column(TEXT, "Where the group came to."),
    "event": Column(TEXT, "Id of the event: what several reports on it have in common."),
    "concerns": Column(TEXT, "Ids of the flights that it concerns, one to a line."),
    "differ": Column(TEXT, "In what the reports on a flight or an event differ, one to a line; empty if they agree."),
    "disagree": Column(
        YES,
        "Whether reports on a flight cannot all be true: counts of one kind, dates, or places. "
        "What was announced is none of them.",
    ),
    "total_preferred": Column(
        WHOLE, "Running total with the counts that the record's rule takes, or a reported total.", "people"
    ),
    "counted_by": Column(TEXT, "Who counted, if it is not the one who said it; a running count goes on only with one counter."),
    "primary": Column(YES, "Whether a government says it in a release or in data of its own; everything else is relayed."),
    "total_low": Column(WHOLE, "Running total with the lowest counts, or a reported total.", "people", heading="Total, lowest"),
    "total_high": Column(
        WHOLE, "Running total with the highest counts, or a reported total.", "people", heading="Total, highest"
    ),
    "total_in_words": Column(TEXT, "The running total as it is read, with what it leaves open.", ours=True),
    "level_low": Column(
        WHOLE,
        "Up to where the group reaches on those before it and on the total that they stand on, with the lowest counts; or the "
        "reported total.",
        "people",
    ),
    "level_high": Column(WHOLE, "The same with the highest counts.", "people"),
    "level_preferred": Column(WHOLE, "The same with the preferred counts.", "people"),
    "level_in_words": Column(TEXT, "The same as it is read, with what it leaves open.", ours=True),
    "arithmetic": Column(TEXT, "How a derived number comes about.", ours=True, heading="Arithmetic"),
    "derived": Column(YES, "Whether the number is computed here, rather than reported."),
    "series": Column(
        TEXT,
        "'itemised': people on listed flights, added up; 'reported': a running total that somebody gave. Through the years: "
        "'running total', 'fiscal year' and 'calendar year', as counted by somebody; 'groups by calendar year' is added up here.",
    ),
    "about": Column(TEXT, "What a disagreement is about."),
    "rise": Column(WHOLE, "By how many a running total is higher than the one before it; a fall is less than nothing.", "people"),
    "account": Column(
        TEXT, "Id of the reported total that a line of the ledger is about; ':groups' or ':beside' where there is none."
    ),
    "line": Column(TEXT, "Line of the ledger."),
    "meaning": Column(TEXT, "What a result can and cannot mean, one sentence to a line."),
    "records": Column(TEXT, "Ids of the records that it rests on, one to a line."),
    "reported": Column(TEXT, "Counts that somebody gave of this year or of a time around it, one to a line."),
    "unexplained": Column(
        TEXT, "What a count leaves when the groups of its time are taken off.", ours=True, heading="Not explained"
    ),
    "how": Column(TEXT, "Where a line of the ledger comes from: who said it and when, or the arithmetic."),
    "flights": Column(WHOLE, "How many flights.", "flights"),
    "question_id": Column(TEXT, "Id of the question in dispute."),
    "question": Column(TEXT, "The question in dispute.", heading="Question"),
    "answer": Column(TEXT, "Which answer the statement gives; empty if it gives none."),
    "response": Column(TEXT, "If the speaker was asked and gave no answer: declined to comment, or did not answer."),
    "side": Column(TEXT, "The side with which the speaker is counted.", heading="Side"),
    "side_id": Column(TEXT, "Id of that side."),
    "said_by": Column(TEXT, "Who said it; the source's publisher where the source names nobody.", heading="Said by"),
    "role": Column(TEXT, "In which role, at the time."),
    "relayed_by": Column(TEXT, "From whose account the source has it, if not from the speaker."),
    "said": Column(TEXT, "When it was said, in EDTF; empty if the source does not tell."),
    "said_in_words": Column(TEXT, "The same in English."),
    "said_inferred": Column(TEXT, "If the source does not print the whole of that date: what it is inferred from."),
    "summary": Column(TEXT, "What was said, in our words.", heading="What was said"),
    "paragraph": Column(WHOLE, "Number of the paragraph in the source; 0 is the headline."),
    "quotation": Column(TEXT, "The words that carry the fact, as printed."),
    "words": Column(TEXT, "Whether the quotation is the speaker's own words or the source's."),
    "readings": Column(TEXT, "The ways in which the words can be read, if more than one."),
    "notes": Column(TEXT, "Doubts and caveats."),
    "relations": Column(TEXT, "How it stands to other records."),
    "superseded": Column(TEXT, "If another report replaces or retracts it: which, when and why. Then it is in no sum."),
    "fact": Column(TEXT, "What the source says, in our words; where there is no quotation."),
    "source_id": Column(TEXT, "Id of the source."),
    "source": Column(TEXT, "Title of the source."),
    "publisher": Column(TEXT, "Who published the source."),
    "url": Column(TEXT, "Address of the source; empty if not known."),
    "published": Column(TEXT, "When the source appeared, in EDTF."),
    "published_in_words": Column(TEXT, "The same in English."),
    "published_inferred": Column(TEXT, "If the source does not print the date: what it is inferred from."),
    "part": Column(TEXT, "Which part of the record is inferred."),
    "taken": Column(TEXT, "What the record takes it to be."),
    "reason": Column(TEXT, "What it is inferred from.", heading="Why"),
    "seen": Column(TEXT, "Whether the source was read whole or as an excerpt."),
    "accessed": Column(TEXT, "The day on which the source was read, if it can change."),
    "archived": Column(TEXT, "Address of a copy that was kept."),
    "via": Column(TEXT, "Where a copy was read, if not at the publisher's own address."),
    "reports": Column(
        WHOLE,
        "How many reports there are: of the flight or event, without those replaced or taken back; of the source in these years.",
        "reports",
    ),
    "rule": Column(TEXT, "The arithmetic of a check, in the notation of the record."),
    "tolerance": Column(NUMBER, "By how much the two sides of a check may differ and still agree, in the unit of the rule."),
    "status": Column(
        TEXT,
        "How a check came out: adds up, does not add up, two counts differ (unlike counters), both can be true, cannot be told.",
        heading="Outcome",
    ),
    "doubts": Column(TEXT, "Why a check cannot be worked out, one reason to a line."),
    "unlike": Column(
        TEXT, "In what the numbers of a check are unlike each other, one to a line; then it says at most that two counts differ."
    ),
    "needed": Column(TEXT, "What it would take to check it."),
    "claim": Column(TEXT, "Id of the report whose claim is put to the test."),
    "one": Column(TEXT, "Id of the record that stands in a relation to another."),
    "one_in_words": Column(TEXT, "That record in a few words.", heading="Record"),
    "stands": Column(
        TEXT, "How it stands to the other: contradicts, qualifies, supports, repeats, responds to.", heading="Stands"
    ),
    "other": Column(TEXT, "Id of the other record."),
    "other_in_words": Column(TEXT, "The other record in a few words.", heading="To"),
    "supported_by": Column(
        TEXT, "Ids of the records from another side that support it; they may be opinions, and of the same source."
    ),
    "statements": Column(
        WHOLE, "How many statements the side has made on the question; one that repeats another is not counted.", "statements"
    ),
    "supported": Column(WHOLE, "How many of these statements a record from another side supports.", "statements"),
    "answers": Column(TEXT, "The answers that the side gives to the question, one to a line.", heading="Answer"),
    "unanswered": Column(TEXT, "Where the side was asked and gave no answer, one to a line."),
    "alone": Column(YES, "Whether no other side has spoken on the question, in the whole record."),
    "known": Column(
        TEXT,
        "If a day is asked for: whether what the row rests on had been said by then, in part, or may have been; else empty.",
        ours=True,
    ),
    "told_later": Column(
        TEXT,
        "If a day is asked for, and a source that appeared later, or may have, tells of words said by then: when it appeared.",
        ours=True,
    ),
    "inferences": Column(WHOLE, "How many of these reports rest on an inference of the curator's.", "reports"),
}


def meaning(name: str) -> str:
    """What a column means, in the language that is spoken."""
    return say(COLUMNS[name].meaning)


def unit(name: str) -> str:
    """The unit of its numbers; "" where it has none."""
    return word(COLUMNS[name].unit)


def heading(name: str) -> str:
    """What it is called where rows are told in a few columns."""
    return word(COLUMNS[name].heading)
