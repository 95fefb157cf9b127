"""What editors fill in. A form says what is wrong in words; saving is left to the acts."""

from articles.forms.accounts import RolesField, SectionsOfWorkField
from articles.forms.acts import EndForm, MoveForm, PublishForm, SwapForm, UrgentForm, WithdrawForm
from articles.forms.as_of import AsOfForm
from articles.forms.auditing import DismissalForm, RepairForm
from articles.forms.conflicts import ConflictForm
from articles.forms.images import (
    IMAGE_WORDS,
    DescribeForm,
    ImageForm,
    ImageUploadForm,
    ImageWordsForm,
    ReplaceImageForm,
)
from articles.forms.keeping_true import ReviewDateForm, StillRightForm
from articles.forms.links import ReplaceLinkForm
from articles.forms.mending import MendForm
from articles.forms.pages import ArticleForm, DetailsField
from articles.forms.preferences import DeskPreferencesForm
from articles.forms.reviewing import (
    DecisionForm,
    OutsideDecisionForm,
    RemarkForm,
    SubmitForm,
)
from articles.forms.settings import SiteSettingsForm
from articles.forms.sharing import ShareForm
from articles.forms.word import WordForm

__all__ = [
    "IMAGE_WORDS",
    "ArticleForm",
    "AsOfForm",
    "ConflictForm",
    "DecisionForm",
    "DescribeForm",
    "DetailsField",
    "DismissalForm",
    "ImageForm",
    "DeskPreferencesForm",
    "EndForm",
    "ImageUploadForm",
    "ImageWordsForm",
    "MendForm",
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
    "SiteSettingsForm",
    "StillRightForm",
    "SubmitForm",
    "UrgentForm",
    "SwapForm",
    "WithdrawForm",
    "WordForm",
]
