"""The record as a Schema.org Dataset, for search engines and catalogues of data. It claims no more than is there."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from loaders.analysis import filters
from loaders.analysis.filters import Years
from loaders.export.citation import of_source
from loaders.export.forms import FORMS, SQLITE, WHOLE_NAME, ZIP
from loaders.export.package import LICENCES
from loaders.export.version import Version
from loaders.record.dataset import Dataset
from loaders.tables.tables import TABLES


def dataset_card(dataset: Dataset, version: Version, years: Years, root: str) -> dict[str, Any]:
    """The card of a whole record. years: the first and last that it speaks of; root: where the site stands.

    Its files are those of all sources, as is what it says: where the record opens with fewer, their addresses ask for all.
    """
    about = dataset.about
    licence = next((licence["path"] for name, licence in LICENCES.items() if name in about.licence), None)
    asked = filters.source_parameters(filters.every(dataset), dataset)
    every = f"?{urlencode(asked)}" if asked else ""
    whole = (
        {"name": "The whole record, a Data Package", "format": ZIP, "file": f"{WHOLE_NAME}.zip"},
        {"name": "The whole record, an SQLite file", "format": SQLITE, "file": f"{WHOLE_NAME}.sqlite"},
    )
    files = [
        {"name": f"{table.heading} (CSV)", "format": FORMS["csv"].media.partition(";")[0], "file": f"{table.name}.csv{every}"}
        for table in TABLES.values()
    ]
    sources = [of_source(dataset, file.source.id) for file in dataset.source_files]
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": about.subject,
        "description": f"{about.standfirst} {about.dispute}",
        "url": f"{root}/",
        "version": version.semantic,
        **({"license": licence} if licence else {}),
        "usageInfo": {"@type": "CreativeWork", "text": about.licence},
        **({"creator": {"@type": "Organization", "name": about.creator}} if about.creator else {}),
        "citation": about.citation,
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "temporalCoverage": f"{years.first}/{years.last}",
        **({"spatialCoverage": [{"@type": "Place", "name": place} for place in about.places]} if about.places else {}),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file["name"],
                "encodingFormat": file["format"],
                "contentUrl": f"{root}/data/{file['file']}",
            }
            for file in (*whole, *files)
        ],
        "isBasedOn": [
            {
                "@type": "CreativeWork",
                "name": source.title,
                "publisher": {"@type": "Organization", "name": source.author},
                **({"url": source.url} if source.url else {}),
            }
            for source in sources
        ],
    }
