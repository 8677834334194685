"""The filters in a sentence, for the foot of what they hold for and for downloads."""

from __future__ import annotations

from loaders.analysis import filters
from loaders.analysis.filters import Lifted
from loaders.analysis.view import View
from loaders.record.dataset import Dataset
from loaders.wording import dates
from loaders.wording.language import say
from loaders.wording.numbers import number

PARAMETERS = {
    "years": "One calendar year or two, the earlier first: ?years=2018&years=2020. Rows whose date can lie in them.",
    "sources": "Through which sources the record is seen: ?sources=all, or their ids, each as a parameter of its own.",
    "as_of": "Only what had been said by the end of a day, or may have been (see the column 'known'): ?as_of=2019-06-30.",
}
"""What each filter does, by its name in an address."""
MOST_NAMED = 3  # sources that a sentence names


def in_words(view: View) -> str:
    """ "Years shown: 2018 to 2020. Showing all 46 sources, only what had been said by 30 June 2019."."""
    told = [say("Years shown: {years}.", years=view.years)]
    shown = sources(view.sources, view.whole) if filters.source_parameters(view.sources, view.whole) else ""
    if shown and view.as_of:
        told.append(say("Showing {sources}, {said}.", sources=shown, said=_said_by(view)))
    elif shown or view.as_of:
        told.append(say("Showing {what}.", what=shown or _said_by(view)))
    return " ".join(told)


def nothing(view: View, lifted: Lifted) -> str:
    """That there is nothing of a kind under the filters, which of them hides it, and what to do."""
    day = dates.day(view.filters.as_of) if view.filters.as_of else ""
    match lifted:
        case Lifted.YEARS:
            told = "There is nothing of this kind for {years}. Widen the years at the top of the page."
        case Lifted.DAY:
            told = "Nothing of this kind had been said by {day}, nor may it have been. Choose a later day at the top of the page."
        case Lifted.SOURCES:
            told = "There is nothing of this kind in the sources shown. Of all {number} some have it; choose them above."
        case Lifted.TOGETHER:
            told = "There is nothing of this kind for these filters; with all sources, all years and no day there is."
        case _:
            told = "The record has nothing of this kind."
    places = {"years": view.years, "day": day, "number": number(len(view.whole.source_files))}
    return say(told, **places)


def _said_by(view: View) -> str:
    """ "only what had been said by 30 June 2019", and that there is more which may have been."""
    day = dates.day(view.filters.as_of) if view.filters.as_of else ""
    if view.dataset.horizon and view.dataset.horizon.perhaps:
        return say("only what had been said by {day}, or may have been", day=day)
    return say("only what had been said by {day}", day=day)


def sources(chosen: tuple[str, ...], dataset: Dataset) -> str:
    """ "all 46 sources", "2 of 46 sources (ap-2018-08, cnn-2002-11-19)", "1 source"."""
    shown, all_ = len(chosen), len(dataset.source_files)
    if all_ == 1:
        return say("1 source")
    if shown == all_:
        return say("all {number} sources", number=number(all_))
    counted = say("{shown} of {number} sources", shown=number(shown), number=number(all_))
    return say("{counted} ({names})", counted=counted, names=", ".join(chosen)) if shown <= MOST_NAMED else counted
