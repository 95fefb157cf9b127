"""What editors fill in. A form says what is wrong in words; saving is left to the acts."""

from articles.desk.forms.accounts import InvitationForm, RolesField, SectionsOfWorkField
from articles.desk.forms.acts import (
    EndForm,
    MoveForm,
    PublishForm,
    SwapForm,
    UrgentForm,
    WithdrawForm,
)
from articles.desk.forms.as_of import AsOfForm
from articles.desk.forms.conflicts import ConflictForm
from articles.desk.forms.content_review import ReviewDateForm, StillRightForm
from articles.desk.forms.findings import DismissalForm, RepairForm
from articles.desk.forms.home_page import HomePageForm
from articles.desk.forms.hotfix import HotfixForm
from articles.desk.forms.images import (
    IMAGE_WORDS,
    DescribeForm,
    ImageForm,
    ImageUploadForm,
    ImageWordsForm,
    ReplaceImageForm,
)
from articles.desk.forms.links import ReplaceLinkForm
from articles.desk.forms.old_facts import OldFactsForm
from articles.desk.forms.pages import ArticleForm, DetailsField
from articles.desk.forms.preferences import DeskPreferencesForm
from articles.desk.forms.review import (
    DecisionForm,
    DismissRequestForm,
    OutsideDecisionForm,
    RemarkForm,
    SubmitForm,
)
from articles.desk.forms.settings import SiteSettingsForm
from articles.desk.forms.sharing import ShareForm
from articles.desk.forms.site_history import SiteHistoryForm
from articles.desk.forms.word import WordForm

__all__ = [
    "IMAGE_WORDS",
    "ArticleForm",
    "AsOfForm",
    "ConflictForm",
    "DecisionForm",
    "DescribeForm",
    "DetailsField",
    "DismissalForm",
    "DismissRequestForm",
    "ImageForm",
    "DeskPreferencesForm",
    "EndForm",
    "ImageUploadForm",
    "ImageWordsForm",
    "InvitationForm",
    "HotfixForm",
    "MoveForm",
    "OutsideDecisionForm",
    "PublishForm",
    "RemarkForm",
    "RepairForm",
    "ReplaceImageForm",
    "ReplaceLinkForm",
    "ReviewDateForm",
    "RolesField",
    "SectionsOfWorkField",
    "ShareForm",
    "HomePageForm",
    "SiteHistoryForm",
    "OldFactsForm",
    "SiteSettingsForm",
    "StillRightForm",
    "SubmitForm",
    "UrgentForm",
    "SwapForm",
    "WithdrawForm",
    "WordForm",
]
