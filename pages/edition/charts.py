"""The chart of a panel in the edition: as it stands on its page at once, what draws it once it is touched, and its picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from loaders.export import views
from loaders.wording.language import say, speaking
from pages import assets
from pages.edition.drawing import Picture
from pages.edition.links import Links
from pages.edition.places import Edition, Place
from pages.panels import component
from pages.panels.component import Drawn
from pages.panels.html import Html, joined, tag
from pages.share import picture

WIDTHS = {"wide": 1020, "narrow": 356}
"""Pixels that a chart has on a page, by kind of screen (`draw.js`): on any with room for the whole page, on a common phone."""
STILL = "still"
"""What the form of a chart is called that is drawn before anyone acts on it."""
STANDS = f'<svg class="{STILL} '
"""By what such a chart is known in a page."""


class Chart(Links):
    """That of the panel at a place; `found` is where its figure leads."""

    @property
    def drawn(self) -> Drawn:
        """The panel with its figure."""
        return component.drawn(self.panel, self.asked)

    def figure(self) -> dict[str, Any]:
        """The figure, and to which page each of its marks leads."""
        with speaking(self.place.language):
            led = {name: there for name, address in self._addresses().items() if (there := self.file_for(address))}
            return {"figure": self.drawn.chart["figure"], "leads": led}

    def stills(self) -> Html:
        """The chart as SVG for each kind of screen, to stand in a page; nothing where nothing draws. Its marks are links."""
        place, draw = replace(self.place, form=STILL), self.edition.draw
        if draw and place not in self.edition.pictures:
            with speaking(place.language):
                self.edition.pictures[place] = draw(self._told())
        return joined(Html(one.decode()) for one in (self.edition.pictures.get(place) or {}).values())

    def _told(self) -> dict[str, Any]:
        """All that a browser needs to draw it for a page."""
        return {
            "name": self.panel.name,
            "words": {"title": self.panel.headline(self.asked)},
            "figure": self.drawn.chart["figure"],
            "leads": {name: there for name, there in self._addresses().items() if self.edition.at(self.place, there)},
            "widths": WIDTHS,
            "plotly": assets.address(assets.PLOTLY),
        }

    def picture(self) -> Picture | None:
        """The chart as a picture, made once; None where nothing draws, or no font has its letters."""
        edition, place, asked = self.edition, replace(self.place, form="html"), self.asked
        if edition.draw and place not in edition.pictures:
            with speaking(place.language):
                figure = picture.figure(self.panel, asked)
                address = edition.url and f"{edition.url}/{replace(place, panel='').file}"
                data = figure and picture.data(self.panel, asked, figure, address)
                edition.pictures[place] = edition.draw(data) if data else None
        return edition.pictures.get(place)

    def _addresses(self) -> dict[str, str]:
        """Where each of its marks leads, by the id of what it stands for."""
        traces = self.drawn.figure.data if self.drawn.figure else []
        ids = dict.fromkeys(str(one[0]) for trace in traces for one in trace.get("customdata", ()) if one[0])
        return {name: f"?{urlencode([*self.asked.address, (views.ONE, name)])}" for name in ids}


def of(edition: Edition, place: Place, name: str) -> Chart:
    """The chart of a panel, as seen from a page on which it stands."""
    return Chart(edition, replace(place, panel=name, part=0, sheet=1))


def carried(page: Links, drawn: Drawn) -> Mapping[str, Any] | None:
    """What the script that draws a chart is told: where the figure stands, which it fetches when it is to draw."""
    if drawn.figure is None:
        return None
    file = page.to(replace(of(page.edition, page.place, drawn.name).place, form="js"))
    return {"file": file, "plotly": page.asset(assets.PLOTLY), "failed": drawn.chart["failed"]}


def pictured(page: Links, name: str) -> Html:
    """The links to the picture of a chart in each form; nothing where there is none."""
    chart = of(page.edition, page.place, name)
    if not chart.picture():
        return Html()
    title = chart.panel.headline(chart.asked)
    links = (
        tag("a", form.upper(), href=page.to(replace(chart.place, form=form)), download=True, aria_label=f"{say(told)}: {title}")
        for form, told in picture.FORMS.items()
    )
    return tag("p", joined([tag("span", say("Picture:")), *links], " "), class_="take picture")
