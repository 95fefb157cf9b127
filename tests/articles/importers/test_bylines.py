from datetime import date

import pytest

from articles.importers.bylines import looks_like_byline, names_reviewers, split_byline
from articles.importers.dates import as_date, dated_line


def people(byline):
    """ "Ada Able [MD] {Example Clinic} + Bo Baker": short enough for a table."""
    return " + ".join(
        each.name
        + (f" [{each.credentials}]" if each.credentials else "")
        + (f" {{{each.affiliation}}}" if each.affiliation else "")
        for each in split_byline(byline)
    )


BYLINES = {
    "Derek McFaul, DO and Rebecca Spain, MD, MSPH": "Derek McFaul [DO] + Rebecca Spain [MD, MSPH]",
    "By Ada Able": "Ada Able",
    "by Ada Able, Bo Baker and Cy Cole": "Ada Able + Bo Baker + Cy Cole",
    "Anna, Ben and Carla": "Anna + Ben + Carla",
    "Reviewed by Ada Able, M.D., Ph.D.": "Ada Able [M.D., Ph.D.]",
    "Ada Able, Ph. D. and Bo Baker, MD.": "Ada Able [Ph.D.] + Bo Baker [MD]",
    "Ada Able, PhD, MSCN; Bo Baker, Jr., MD": "Ada Able [PhD, MSCN] + Bo Baker Jr. [MD]",
    "Bo Baker III, MD & Eve Ruiz-López RN BSN": "Bo Baker III [MD] + Eve Ruiz-López [RN, BSN]",
    "Ada Able MD, Bo Baker PhD": "Ada Able [MD] + Bo Baker [PhD]",
    "Able, Ada, DO; Baker, Bo, MD": "Ada Able [DO] + Bo Baker [MD]",
    "Able, Ada, DO": "Ada Able [DO]",
    "By: Dr. Ada Able": "Dr. Ada Able",
    "Dr. Ada Able, MD": "Ada Able [MD]",
    "ADA ABLE, DO AND BO BAKER, MD": "ADA ABLE [DO] + BO BAKER [MD]",
    "By Ada Able, MD | March 3, 2020": "Ada Able [MD]",
    "Por Ana Pérez y Luis Gómez": "Ana Pérez + Luis Gómez",
    "Ludo van der Berg, MBBS, FRCP(C), and Siobhán O’Neill, MS, CCC-SLP, OTR/L": (
        "Ludo van der Berg [MBBS, FRCP(C)] + Siobhán O’Neill [MS, CCC-SLP, OTR/L]"
    ),
    "Ada Able, RN, BSN\nEve Cole, PhD, ANP-BC": "Ada Able [RN, BSN] + Eve Cole [PhD, ANP-BC]",
    "Ada Able, MD, Department of Neurology and Rehabilitation, Example University": (
        "Ada Able [MD] {Department of Neurology and Rehabilitation, Example University}"
    ),
    "Ada Able, Director, Office of Systems & Technology, Example Agency": (
        "Ada Able {Director, Office of Systems & Technology, Example Agency}"
    ),
    "Ada Able, MD, Center for Sleep and Rest and Bo Baker": (
        "Ada Able [MD] {Center for Sleep and Rest} + Bo Baker"
    ),
    "Written by Ada Able, MD, Director, MS Center and Bo Baker, PT, DPT": (
        "Ada Able [MD] {Director, MS Center} + Bo Baker [PT, DPT]"
    ),
    "Ada Able, MD, Associate Director of Care, Baltimore, MD": (
        "Ada Able [MD] {Associate Director of Care, Baltimore, MD}"
    ),
    "Ada Able, MD, and the MS Team": "Ada Able [MD] + MS Team",
    "Jing Ma, PhD and Yun Do": "Jing Ma [PhD] + Yun Do",
    "Ada Able, MD (link sends e-mail) ada@example.org": "Ada Able [MD]",
    "": "",
}


@pytest.mark.parametrize("byline", BYLINES)
def test_a_byline_is_split_into_people_with_their_credentials(byline):
    assert people(byline) == BYLINES[byline]


@pytest.mark.parametrize(
    "line",
    [
        "Derek McFaul, DO and Rebecca Spain, MD, MSPH",
        "By Ada Able",
        "Author: Ada Able",
        "Medically reviewed by Ada Able, MD",
        "By the MS Centers of Excellence",
    ],
)
def test_a_line_that_names_its_writers_looks_like_a_byline(line):
    assert looks_like_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "Stem Cell Therapy for Multiple Sclerosis",
        "Medication, Therapy, and Care",
        "MS, MRI and You",
        "By the time you read this, your symptoms may have changed",
        "By phone or by mail",
        "This Friday, hear from ACF, CDC and OS as they present their projects to a panel",
        "By exposing teams to a network of innovators, Ignite provides a start-up environment",
        "The team partners with U.S. and foreign agencies, industry and academia to help everyone",
        "Authors:",
        "",
    ],
)
def test_titles_and_sentences_do_not_look_like_a_byline(line):
    assert not looks_like_byline(line)


def test_reviewers_are_told_from_writers():
    assert names_reviewers("Reviewed by Ada Able, MD")
    assert not names_reviewers("Written by Ada Able, MD")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Last updated: June 3, 2020", ("updated", date(2020, 6, 3))),
        ("Published on 3 de junio de 2020", ("published", date(2020, 6, 3))),
        ("06/03/2020", ("published", date(2020, 6, 3))),
        ("Page last reviewed 2020-06-03.", ("updated", date(2020, 6, 3))),
        ("On June 3, 2020 the study began", None),
        ("Updated: February 31, 2020", None),
    ],
)
def test_a_line_that_only_dates_the_page_gives_its_day(line, expected):
    assert dated_line(line) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2020, 6, 3), date(2020, 6, 3)),
        ("2012-09-13 15:37:35 -0400", date(2012, 9, 13)),
        ("soon", None),
        (None, None),
        (7, None),
    ],
)
def test_front_matter_values_become_days(value, expected):
    assert as_date(value) == expected
