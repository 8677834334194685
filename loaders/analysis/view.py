"""A record under the filters: the one object that answers. Each answer is worked out once.

What a View gives are typed values; tables, sentences, charts and files are made of them elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from loaders.analysis import checks, comparison, connections, events, filters, flights, heard, known, through_time, totals
from loaders.analysis.checks import Worked
from loaders.analysis.connections import Connection, Disagreement, Position
from loaders.analysis.events import Event
from loaders.analysis.filters import Filters, Lifted, Years
from loaders.analysis.flights import Flight
from loaders.analysis.heard import Heard
from loaders.analysis.interval import Interval, Span
from loaders.analysis.through_time import Point, Year
from loaders.analysis.totals import Account, Reported, Staircase, Step
from loaders.record import schema
from loaders.record.dataset import Dataset

DERIVED = "sum:"  # begins the id of a number that is worked out here; no id of the record has a colon


@dataclass(frozen=True)
class Sum:
    """Counted flights added up, in order of time. `account`: the total that they are held against, if they are."""

    flights: tuple[Flight, ...]
    account: Account | None = None

    @property
    def people(self) -> Interval:
        """What they add up to."""
        return totals.sum_of(self.flights)


@dataclass(frozen=True)
class Remainder:
    """What neither a reported total nor the flights within it explain."""

    account: Account


Derived = Sum | Remainder | Year | Step
Found = tuple[schema.Source, schema.Report] | schema.Flight | Worked | schema.SourceFile | Event | Derived


@dataclass(frozen=True)
class ReportSpan:
    """A report with its source and the days that it is about."""

    source: schema.Source
    report: schema.Report
    span: Span


@dataclass(frozen=True)
class Used:
    """A source with its reports of the years. `settled`: one of them at least had certainly been said by the day."""

    source: schema.Source
    reports: tuple[schema.Report, ...]
    settled: bool = True


@lru_cache(maxsize=64)
def seen_through(whole: Dataset, asked: Filters) -> View:
    """The record under some filters; the same object for the same ones, so that each answer is worked out once."""
    return View(whole, asked)


class View:
    """A whole record, seen through the filters: some sources, a day, some years. Compare views by identity."""

    def __init__(self, whole: Dataset, asked: Filters | None = None) -> None:
        self.whole = whole
        self.filters = filters.settled(asked or Filters(), whole)
        self.sources = self.filters.sources or ()
        self.as_of = self.filters.as_of

    # What is seen

    def through(self, sources: tuple[str, ...]) -> View:
        """The same years, as far as there are such, and the same day, through other sources."""
        limits = filters.limits(self.whole, sources)
        years = None if self.years == self.limits else self.years.within(limits)
        return seen_through(self.whole, Filters(years or limits, sources, self.as_of))

    @cached_property
    def seen(self) -> Dataset:
        """The record through the sources, whatever the day."""
        return filters.through(self.whole, self.sources)

    @cached_property
    def dataset(self) -> Dataset:
        """The record through the sources, narrowed by the filters: what had been said by the day, or may have been."""
        return filters.narrowed(self.seen, replace(self.filters, years=None))

    @cached_property
    def limits(self) -> Years:
        """The years that can be chosen: those that the sources and the default ones speak of, so that a change keeps them."""
        return filters.limits(self.whole, self.sources)

    @cached_property
    def years(self) -> Years:
        """The years shown."""
        return self.filters.years or self.limits

    @property
    def narrowed(self) -> bool:
        """Whether less is shown than all that the whole record holds."""
        return self.filters != Filters(self.limits, filters.every(self.whole))

    @property
    def opening(self) -> bool:
        """Whether it is what is shown where nothing is asked for."""
        return self.filters == filters.settled(Filters(), self.whole)

    # The filters, as an address and as a file name

    @cached_property
    def address(self) -> list[tuple[str, str]]:
        """The filters as parameters of an address, and the language of the record where it is not that of its files."""
        spoken = [("lang", self.whole.language)] if self.whole.language != Dataset.language else []
        return [*filters.address(self.filters, self.whole), *spoken]

    @property
    def query(self) -> str:
        """The same as text: "?years=2018&years=2020&as_of=2019-06-30"."""
        return f"?{urlencode(self.address)}"

    @cached_property
    def stem(self) -> str:
        """The filters as a part of a file name."""
        return filters.stem(self.filters, self.whole)

    # Reports

    @cached_property
    def reports(self) -> list[ReportSpan]:
        """Every report of the years, in the order of the files."""
        told = (ReportSpan(source, report, comparison.span(source, report)) for source, report in self.dataset.reports())
        return [one for one in told if self.years.may_hold(one.span)]

    @cached_property
    def used(self) -> tuple[Used, ...]:
        """The sources with a report of the years: that with the most first, then in order of their dates."""
        told = {file.source.id: list[schema.Report]() for file in self.dataset.source_files}
        for one in self.reports:
            told[one.source.id].append(one.report)
        perhaps = self.dataset.horizon.perhaps if self.dataset.horizon else frozenset[str]()
        found = [
            Used(file.source, tuple(reports), any(report.id not in perhaps for report in reports))
            for file in self.dataset.source_files
            if (reports := told[file.source.id])
        ]
        return tuple(sorted(found, key=lambda one: (-len(one.reports), known.printed(one.source).order)))

    @property
    def lead(self) -> Used | None:
        """The one of them with which the record opens, if it opens with one; else the only one, if there is one alone."""
        opens = filters.default(self.whole)
        own = next((one for one in self.used if opens == (one.source.id,)), None)
        return own or (self.used[0] if len(self.used) == 1 else None)

    @cached_property
    def statements(self) -> list[schema.Statement]:
        """The statements of the years, in order of time."""
        found = [told for told in self.reports if isinstance(told.report, schema.Statement)]
        return [
            told.report for told in sorted(found, key=lambda told: told.span.order) if isinstance(told.report, schema.Statement)
        ]

    @cached_property
    def relations(self) -> list[Connection]:
        """The relations of the reports of the years."""
        when = {told.report.id for told in self.reports}
        return [tie for tie in connections.relations(self.dataset) if tie.one in when]

    @cached_property
    def support(self) -> dict[str, list[str]]:
        """For each report that records from another side support: their ids."""
        return connections.support(self.dataset)

    # Flights and totals

    @cached_property
    def every_flight(self) -> list[Flight]:
        """All flights that the sources speak of, whatever the years."""
        return flights.flights(self.dataset)

    @cached_property
    def flights(self) -> tuple[Flight, ...]:
        """The flights whose date can lie in the years, in order of time."""
        return tuple(flight for flight in self.every_flight if self.years.may_hold(flight.span))

    @cached_property
    def counted(self) -> tuple[Flight, ...]:
        """Those of them of which somebody counts people that went: what can be added up."""
        return tuple(flight for flight in self.flights if flight.people is not None)

    @cached_property
    def every_event(self) -> list[Event]:
        """What happened beside the flights, each event once, whatever the years."""
        return events.events(self.dataset)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Those whose date can lie in the years, in order of time."""
        return tuple(event for event in self.every_event if self.years.may_hold(event.span))

    @cached_property
    def every_statistic(self) -> list[Reported]:
        """All statistics that stand, whatever the years, in order of time."""
        return totals.reported(comparison.statistics(self.dataset), self.dataset.unsettled)

    @property
    def _last_said(self) -> list[Reported]:
        """Those that no other may have replaced or taken back by the day: one and its correction are never set together."""
        return [one for one in self.every_statistic if one.id not in self.dataset.perhaps_superseded]

    @cached_property
    def statistics(self) -> list[Reported]:
        """Those whose date can lie in the years."""
        return [one for one in self.every_statistic if self.years.may_hold(one.span)]

    @cached_property
    def totals(self) -> list[Reported]:
        """The running totals of the years."""
        return totals.running(self.statistics)

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """Each running total of the years against all flights, those of other years too."""
        counted = [flight for flight in self.every_flight if flight.people is not None]
        return tuple(totals.account(one, counted) for one in self.totals)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """From one running total to the next that counts the same in the same way, where the time between touches the years."""
        counted = [flight for flight in self.every_flight if flight.people is not None]
        found = totals.steps(totals.running(self._last_said), counted)
        return tuple(step for step in found if self.years.may_hold(Span(step.before.span.earliest, step.after.span.latest)))

    @cached_property
    def staircase(self) -> Staircase:
        """The counted flights as steps: on the total since which they are listed, or those of the years on nothing."""
        if run := self.answer_run:
            held = {**{flight.id: False for flight in run.perhaps}, **{flight.id: True for flight in run.between}}
            flown = tuple((flight, held[flight.id]) for flight in self.every_flight if flight.id in held)
            like = (one for one in self.totals if comparison.unlike(one.statistic, run.after.statistic) is None)
            return Staircase(run.before, flown, tuple(one for one in like if one.span.last >= run.before.span.first))
        first = min((flight.span.first.year for flight in self.counted), default=0)
        beside = tuple(one for one in self.totals if one.span.last.year >= first)
        return Staircase(None, tuple((flight, True) for flight in self.counted), beside)

    @cached_property
    def calendar(self) -> list[Year]:
        """The calendar years: their flights, what was reported of each, and what that leaves."""
        return through_time.years(self.counted, self.statistics, self.years)

    @cached_property
    def series(self) -> list[Point]:
        """Counts through the years."""
        return through_time.series(self.totals, self.statistics, self.calendar)

    @cached_property
    def stocks(self) -> list[Reported]:
        """How many people await removal, in order of time."""
        return through_time.stocks(self.statistics)

    @cached_property
    def open_flows(self) -> list[Reported]:
        """Counts of people removed over a time that is no fiscal year, as numbers."""
        return through_time.open_flows(self.statistics)

    @cached_property
    def beside(self) -> list[Reported]:
        """Counts of people removed that are none of the running totals: reported, and not added to anything."""
        kinds = (comparison.TOTAL, comparison.FLOW)
        told = [one for one in self.statistics if one.statistic.subject == comparison.REMOVED and one.statistic.measure in kinds]
        running = {one.id for one in self.totals}
        return [one for one in told if one.id not in running]

    @cached_property
    def itemised(self) -> Sum:
        """The counted flights of the years, added up."""
        return Sum(self.counted)

    # Checks, positions, disagreements

    @cached_property
    def every_check(self) -> tuple[Worked, ...]:
        """Every check, worked out with what is seen, whatever the years."""
        return checks.work_out(self.dataset)

    @cached_property
    def checks(self) -> list[Worked]:
        """The checks that use a report of the years."""
        return [one for one in self.every_check if self.years.may_hold(one.span)]

    @cached_property
    def positions(self) -> list[Position]:
        """Where each side stands on each question on which anybody speaks in the years."""
        return connections.positions(self.dataset, self.statements)

    @cached_property
    def questions(self) -> list[Heard]:
        """Each question that is answered in the years: of each party what stands for it, and all that is said beside."""
        return heard.questions(self.dataset, self.statements)

    @cached_property
    def spoken(self) -> frozenset[tuple[str, str]]:
        """On which question which side says anything in the years."""
        return frozenset((one.question.id, one.side.id) for one in self.positions if one.statements)

    @property
    def unfiltered(self) -> View:
        """The same record with all sources, all years and no day."""
        return seen_through(self.whole, filters.settled(Filters(sources=filters.every(self.whole)), self.whole))

    def alone(self, question: str, side: str) -> bool:
        """Whether no other side says anything on a question, in the whole record."""
        return {(question, side)} == {one for one in self.unfiltered.spoken if one[0] == question}

    def took_back(self, question: str, side: str) -> bool:
        """Whether a side said something on a question, in the whole record, that no longer stands."""
        return any(one.ended for one in self.unfiltered.positions if (one.question.id, one.side.id) == (question, side))

    def hides(self, question: str, side: str) -> Lifted:
        """Which filter hides all that a side says on a question; none where the whole record has nothing of it."""

        def speaks(wider: Filters) -> bool:
            return (question, side) in seen_through(self.whole, filters.settled(wider, self.whole)).spoken

        return filters.lifted(self.filters, self.whole, speaks)

    @cached_property
    def disagreements(self) -> list[Disagreement]:
        """Where the record disagrees with itself, as far as it touches the years."""
        running = totals.running(self._last_said)
        found = connections.disagreements(self.dataset, self.every_flight, running, self.every_check)
        return [one for one in found if self.years.may_hold(one.span)]

    # What the record turns on

    @cached_property
    def key_figures(self) -> tuple[schema.Statistic, ...]:
        """The curated key figures that are seen, in their order, whatever the years."""
        told = [self.dataset.by_id[name][1] for name in self.whole.about.key_figures if name in self.dataset.by_id]
        return tuple(figure for figure in told if isinstance(figure, schema.Statistic))

    @cached_property
    def answer(self) -> schema.Statistic | None:
        """The first key figure of the whole record, if it is seen, was said by the day, and still stands."""
        first, open_ = self.whole.about.key_figures[0], self.dataset.unsettled.union(self.dataset.superseded)
        return next((one for one in self.key_figures if one.id == first and one.id not in open_), None)

    @cached_property
    def answer_account(self) -> Account | None:
        """The same against the counted flights of the years; None where it is no running total."""
        running = totals.running(one for one in self.every_statistic if self.answer and one.id == self.answer.id)
        return next((totals.account(one, self.counted) for one in running), None)

    @cached_property
    def answer_run(self) -> Step | None:
        """From the earliest like total since which flights are listed to that answer, as one step; None where there is none.

        None too where the years leave out some of these flights, or one of the two may not have been said by the day.
        """
        if self.answer_account is None or self.years != self.limits:
            return None
        counted = [flight for flight in self.every_flight if flight.people is not None]
        found = totals.run(totals.running(self._last_said), counted, self.answer_account.total)
        return found if found and found.settled else None

    @cached_property
    def heard(self) -> Heard | None:
        """The first question of the record that most parties answer here, with a statement of each, whatever the years.

        Whatever the years, since an accusation without a date would else stand in a year in which its answer does not.
        """
        found = [(comparison.span(source, report).order, report) for source, report in self.dataset.reports()]
        told = [(order, report) for order, report in found if isinstance(report, schema.Statement)]
        return heard.heard(self.dataset, [report for _, report in sorted(told, key=lambda one: one[0])])

    # From an id

    def flight(self, flight_id: str) -> Flight | None:
        """A flight by its id, whatever the years; None where no source that is seen reports on it."""
        return self._flights.get(flight_id)

    @cached_property
    def _flights(self) -> dict[str, Flight]:
        return {flight.id: flight for flight in self.every_flight}

    @cached_property
    def _checks(self) -> dict[str, Worked]:
        return {one.check.id: one for one in self.every_check}

    @cached_property
    def derived(self) -> dict[str, Derived]:
        """The numbers that are worked out here, by id; the running sum is made when it is asked for."""
        found: dict[str, Derived] = {f"{DERIVED}itemised:groups": self.itemised}
        for account in self.accounts:
            of = account.total.id
            shown = Sum(tuple(flight for flight in account.within if self.years.may_hold(flight.span)), account)
            found[f"{DERIVED}itemised:{of}"] = shown
            if len(shown.flights) < len(account.within):
                others = tuple(flight for flight in account.within if not self.years.may_hold(flight.span))
                found[f"{DERIVED}itemised-in-other-years:{of}"] = Sum(others, account)
            after = tuple(flight for flight in account.after if self.years.may_hold(flight.span))
            before = tuple(flight for flight in account.before if self.years.may_hold(flight.span))
            apart = {"perhaps": account.perhaps, "before": before, "after": after}
            found |= {f"{DERIVED}{name}:{of}": Sum(flown, account) for name, flown in apart.items() if flown}
            if isinstance(account.remainder, Interval) and (account.within or account.perhaps):
                found[f"{DERIVED}not-itemised:{of}"] = Remainder(account)
        found |= {f"{DERIVED}year:{year.year or 'not-certain'}": year for year in self.calendar}
        found |= {f"{DERIVED}between:{step.after.id}": step for step in self.steps}
        return found | ({f"{DERIVED}since:{self.answer_run.before.id}": self.answer_run} if self.answer_run else {})

    @cached_property
    def _running(self) -> dict[str, int]:
        """The steps of the running sum of flights, each by its id: up to and with which flight."""
        return {f"{DERIVED}to:{flight.id}": place for place, flight in enumerate(self.counted, start=1)}

    def find(self, asked: str) -> Found | None:
        """What an id names: a report, a flight, a check, a source, a derived number; None if nothing that is seen has it."""
        if asked in self.dataset.by_id:
            return self.dataset.by_id[asked]
        if asked in self.dataset.flights:
            return self.dataset.flights[asked]
        if asked in self._checks:
            return self._checks[asked]
        for event in self.every_event:
            if event.id == asked:
                return event
        for file in self.dataset.source_files:
            if file.source.id == asked:
                return file
        if asked in self._running:
            return Sum(self.counted[: self._running[asked]])
        return self.derived.get(asked)
