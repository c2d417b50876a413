/* Shows thumbnails among the choices of an autocomplete of images; all else, the keyboard too, is select2's own. */
"use strict"

{
  const $ = window.django?.jQuery
  const djangoAdminSelect2 = $?.fn.djangoAdminSelect2

  const element = (name, className, text) => {
    const made = document.createElement(name)
    made.className = className
    if (text) made.textContent = text
    return made
  }

  /* One choice: the picture, its title, its credit, and in words what keeps it from being used. */
  const choice = (data) => {
    if (!data.id) return data.text
    const row = element("span", "choice")
    const frame = element("span", "choice-frame")
    if (data.thumbnail) {
      const picture = element("img", "")
      picture.src = data.thumbnail
      picture.alt = ""
      frame.append(picture)
    }
    const words = element("span", "choice-words")
    words.append(element("strong", "", data.text), element("span", "choice-credit", data.credit || gettext("No credit line")))
    if (data.warning) words.append(element("span", "choice-warning", data.warning))
    row.append(frame, words)
    return $(row)
  }

  if (djangoAdminSelect2) {
    $.fn.djangoAdminSelect2 = function () {
      this.each((_, select) => {
        if (!select.closest(".desk-picture")) return djangoAdminSelect2.call($(select))
        const { appLabel, modelName, fieldName } = select.dataset
        $(select).select2({
          templateResult: choice,
          ajax: {
            data: ({ term, page }) => ({
              term, page, app_label: appLabel, model_name: modelName, field_name: fieldName,
            }),
          },
        })
      })
      return this
    }
  }
}
