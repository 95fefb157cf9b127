from articles.models.approval import Approval, Decision, Remark, Submission
from articles.models.article import (
    DETAIL_COLUMNS,
    Article,
    ByLine,
    Resource,
)
from articles.models.article_states import approval_states
from articles.models.auditing import Dismissal, PageAudit, PageFinding, SiteAudit
from articles.models.desk_entry import DeskEntry, DeskWords
from articles.models.event import Event
from articles.models.image import IMAGE_WORDS, Image
from articles.models.link import Link, LinkUse
from articles.models.list_entry import LONGEST_LIST, ListEntry
from articles.models.person import Person
from articles.models.preferences import DeskPreferences
from articles.models.process_seen import ProcessSeen
from articles.models.publication import SITEMAP_RANGE, Answer, Publication, sitemap_ranges
from articles.models.rendering import Context, Rendered, Rendering
from articles.models.review import ContentReview, ReviewDate
from articles.models.reviewer_confirmation import ReviewerConfirmation
from articles.models.revision import Revision
from articles.models.search_entry import SearchEntry
from articles.models.section import Section
from articles.models.site_settings import FeaturedPage, FirstPage, SiteSettings
from articles.models.unsaved import Buffer, Presence

__all__ = [
    "DETAIL_COLUMNS",
    "IMAGE_WORDS",
    "LONGEST_LIST",
    "SITEMAP_RANGE",
    "Answer",
    "Approval",
    "Article",
    "Buffer",
    "ByLine",
    "ContentReview",
    "Context",
    "Decision",
    "DeskEntry",
    "DeskPreferences",
    "DeskWords",
    "Dismissal",
    "Event",
    "FeaturedPage",
    "FirstPage",
    "Image",
    "Link",
    "LinkUse",
    "ListEntry",
    "PageAudit",
    "PageFinding",
    "Person",
    "Presence",
    "ProcessSeen",
    "Publication",
    "Remark",
    "Rendered",
    "Rendering",
    "Resource",
    "ReviewDate",
    "ReviewerConfirmation",
    "Revision",
    "SearchEntry",
    "Section",
    "SiteAudit",
    "SiteSettings",
    "Submission",
    "sitemap_ranges",
    "approval_states",
]
