"""What the audit says of a page: beside the text as it is written, and on a screen of its own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from articles import permissions, publishing
from articles.desk import findings_panel
from articles.desk.forms import ArticleForm, DismissalForm, RepairForm
from articles.desk.views.editor import conflicts
from articles.desk.views.editor.markdown_editor import for_editors
from articles.desk.views.publishing.page_acts import act_of_form, desk, for_page, revision_named
from articles.models import Article, Dismissal
from articles.publishing.dismissals import findings_in_text, judge, judged
from articles.publishing.errors import EditConflict, Refused, TextTooMuch

DESK = ("findings", "dismiss", "show_again", "repair")
SCREEN = "admin:articles_article_findings"


@for_editors(permissions.may_write)
@require_POST
def advise(request):
    """Findings in a text that may never have been saved, as HTML for the editor's panel."""
    article = _page_of(request)
    language = request.POST.get("language") or "en"
    try:
        found = findings_in_text(request.POST.get("content", ""), language=language)
    except TextTooMuch as problem:
        return JsonResponse({"error": str(problem)}, status=422)
    advice = findings_panel.advice_about(judge(found, article=article))
    context = {"advice": advice, "in_editor": True} | _rights(request.user, article)
    return JsonResponse(
        {
            "html": render_to_string("admin/articles/article/_findings.html", context),
            "errors": len(advice.errors),
            "warnings": len(advice.warnings),
        }
    )


def _page_of(request):
    """The page a text belongs to, which the person must be allowed to write; None: a new one."""
    number = request.POST.get("page", "")
    if not (number.isascii() and number.isdecimal()):
        return None
    article = get_object_or_404(Article, pk=number)
    if not permissions.may_write(request.user, article):
        raise PermissionDenied
    return article


def _rights(user, article):
    """Which findings ``user`` may let stand; nothing of a page that was never saved."""
    if article is None:
        return {"may_dismiss_warnings": False, "may_dismiss_errors": False}
    return {
        "may_dismiss_warnings": permissions.may_dismiss(user, article),
        "may_dismiss_errors": permissions.may_dismiss(user, article, is_error=True),
    }


@for_editors(permissions.may_write)
@require_POST
def repair_text(request):
    """The text with one place fixed; nothing is stored."""
    form = RepairForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"error": "The site does not know that fix."}, status=422)
    content = request.POST.get("content", "").replace("\r\n", "\n")
    mended = findings_panel.repaired(
        content, name=form.cleaned_data["repair"], line=form.cleaned_data["line"]
    )
    return JsonResponse({"content": mended, "is_changed": mended != content})


@for_editors(permissions.may_write)
@require_POST
def dismiss_in_editor(request):
    """Dismiss a finding from the editor's panel; answers its script in JSON."""
    article = _page_of(request)
    if article is None:
        return JsonResponse({"error": "Save the draft first. Then you can dismiss it."}, status=422)
    revision = article.latest_revision()
    form = DismissalForm(request.POST.dict() | {"revision": revision.number})
    if not permissions.may_dismiss(request.user, article, is_error=_is_error(revision, request)):
        raise PermissionDenied
    if not form.is_valid():
        sentences = {name: list(errors) for name, errors in form.errors.items()}
        return JsonResponse({"error": "Not dismissed yet.", "fields": sentences}, status=422)
    del form.cleaned_data["revision"]
    try:
        publishing.dismiss(revision=revision, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    return JsonResponse({"dismissed": form.cleaned_data["element_hash"]})


@require_safe
@for_page(permissions.may_read)
def findings(request, article):
    """All findings of the newest text, or of the revision that is named."""
    revision = revision_named(article, request.GET.get("revision"))
    is_newest = revision.number == article.latest_revision().number
    if request.GET.get("as") == "json":
        answer = JsonResponse(
            findings_panel.findings_as_data(revision), json_dumps_params={"indent": 1}
        )
        name = slugify(revision.title) or "page"
        answer["Content-Disposition"] = f'attachment; filename="{name}-findings.json"'
        return answer
    return _screen(request, article, revision, is_newest=is_newest)


def _screen(request, article, revision, *, is_newest=True, form=None):
    may_write = permissions.may_write(request.user, article)
    return desk(
        request,
        article,
        "findings",
        title="Issues",
        revision=revision,
        advice=findings_panel.advice_about(judged(revision)),
        form=form,
        asked=form.data.get("element_hash") if form else request.GET.get("dismiss"),
        may_repair=is_newest and may_write,
        is_newest=is_newest,
        **_rights(request.user, article),
    )


@require_POST
@for_page(permissions.may_read)
def dismiss(request, article):
    """Dismiss a finding, with the reason."""
    form = DismissalForm(request.POST)
    revision = revision_named(article, request.POST.get("revision"))
    if not permissions.may_dismiss(request.user, article, is_error=_is_error(revision, request)):
        raise PermissionDenied
    if form.is_valid():
        del form.cleaned_data["revision"]
        done = act_of_form(
            form, publishing.dismiss, revision=revision, by=request.user, **form.cleaned_data
        )
        if done:
            messages.success(request, "Dismissed. Your reason is shown with the issue.")
            return redirect(SCREEN, article.pk)
    return _screen(request, article, revision, form=form)


def _is_error(revision, request):
    return any(
        one.finding.is_error
        for one in judged(revision)
        if one.finding.element_hash == request.POST.get("element_hash")
    )


@require_POST
@for_page(permissions.may_read)
def show_again(request, article):
    """Reopen a dismissed finding."""
    if not permissions.may_dismiss(request.user, article):
        raise PermissionDenied
    number = request.POST.get("dismissal", "")
    rows = Dismissal.objects.filter(article=article)
    dismissal = get_object_or_404(rows, pk=number if number.isdecimal() else 0)
    publishing.take_back_dismissal(dismissal=dismissal, by=request.user)
    messages.success(request, "Reopened.")
    return redirect(SCREEN, article.pk)


@require_POST
@for_page(permissions.may_write)
def repair(request, article):
    """Fix one place in the working copy and save the draft."""
    form = RepairForm(request.POST)
    revision = revision_named(article, request.POST.get("revision"))
    if not form.is_valid():
        messages.error(request, "The site does not know that fix. Nothing was changed.")
        return redirect(SCREEN, article.pk)
    name, line = form.cleaned_data["repair"], form.cleaned_data["line"]
    mended = findings_panel.repaired(revision.body, name=name, line=line)
    if mended == revision.body:
        messages.warning(request, "The site could not fix this safely. Please fix it by hand.")
        return redirect(SCREEN, article.pk)
    article.body = mended
    note = f"Fixed: {dict(form.fields['repair'].choices)[name].lower()}"
    try:
        saved = publishing.save_draft(article=article, by=request.user, note=note, base=revision)
    except EditConflict as conflict:
        pairs = conflicts.pairs_of_page(article, ArticleForm(instance=article))
        return conflicts.show(request, article, conflict, pairs=[*pairs, ("note", note)])
    messages.success(
        request,
        f"Fixed. Draft saved as revision {saved.number}. Readers see no change.",
    )
    return redirect(SCREEN, article.pk)
