/* Suggestions of names in a text field: two letters show known people, sources and timelines, the arrow keys and Enter
   select one. A name that is typed in full needs no suggestion. This is the ARIA pattern of a combobox with a list. */
"use strict"

{
  const MIN_LENGTH = 2
  let timer = 0
  let open = null // { field, list, index }
  let count = 0

  const isMultiple = (field) => "namesMany" in field.dataset
  /* The start of the name that is being typed: in a field of several names, after the last separator. */
  const startOfName = (field) => (isMultiple(field) ? Math.max(...[";", ","].map((sign) => field.value.lastIndexOf(sign))) + 1 : 0)

  const close = () => {
    if (!open) return
    open.field.setAttribute("aria-expanded", "false")
    open.field.removeAttribute("aria-activedescendant")
    open.list.remove()
    open = null
  }

  const highlight = (index) => {
    const options = [...open.list.children]
    open.index = (index + options.length) % options.length
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === open.index)))
    options[open.index].scrollIntoView({ block: "nearest" })
    open.field.setAttribute("aria-activedescendant", options[open.index].id)
  }

  const select = (option) => {
    const { field } = open
    const before = field.value.slice(0, startOfName(field)).replace(/[,;]\s*$/, "; ")
    field.value = before + option.textContent
    close()
    field.dispatchEvent(new Event("change", { bubbles: true }))
  }

  const show = (field, names) => {
    close()
    if (!names.length) return desk.say(gettext("No suggestions."))
    const list = document.createElement("ul")
    list.className = "desk-names"
    list.id = `desk-names-${++count}`
    list.setAttribute("role", "listbox")
    list.setAttribute("aria-label", gettext("Suggestions"))
    list.append(...names.map((name, i) => {
      const option = document.createElement("li")
      option.id = `${list.id}-${i}`
      option.setAttribute("role", "option")
      option.textContent = name
      return option
    }))
    field.after(list)
    field.setAttribute("aria-controls", list.id)
    field.setAttribute("aria-expanded", "true")
    open = { field, list, index: 0 }
    highlight(0)
    desk.say(interpolate(ngettext("%s suggestion.", "%s suggestions.", names.length), [names.length]))
  }

  const suggest = async (field) => {
    const typed = field.value
    const term = typed.slice(startOfName(field)).trim()
    if (term.length < MIN_LENGTH) return close()
    const { names, namesApp, namesModel, namesField } = field.dataset
    const query = new URLSearchParams({ term, app_label: namesApp, model_name: namesModel, field_name: namesField })
    const response = await fetch(`${names}?${query}`, { credentials: "same-origin" }).catch(() => null)
    if (!response?.ok || response.redirected || field.value !== typed || document.activeElement !== field) return
    const results = (await response.json()).results.map((row) => row.text)
    const startsOtherwise = (name) => !name.toLowerCase().startsWith(term.toLowerCase())
    const sorted = [...new Set(results)].sort((a, b) => startsOtherwise(a) - startsOtherwise(b)).slice(0, 8)
    if (sorted.length === 1 && sorted[0].toLowerCase() === term.toLowerCase()) close()
    else show(field, sorted)
  }

  document.addEventListener("focusin", (event) => {
    const field = event.target
    if (!field.matches?.("[data-names]") || field.getAttribute("role") === "combobox") return
    field.setAttribute("role", "combobox")
    field.setAttribute("aria-autocomplete", "list")
    field.setAttribute("aria-expanded", "false")
    field.autocomplete = "off"
  })
  document.addEventListener("input", (event) => {
    if (!event.target.matches?.("[data-names]")) return
    clearTimeout(timer)
    timer = setTimeout(() => suggest(event.target), 150)
  })
  document.addEventListener("focusout", () => setTimeout(() => {
    if (open && document.activeElement !== open.field) close()
  }))
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest?.(".desk-names [role=option]")
    if (!option) return
    event.preventDefault()
    select(option)
  })
  document.addEventListener("keydown", (event) => {
    if (!open || event.target !== open.field) return
    const action = {
      ArrowDown: () => highlight(open.index + 1),
      ArrowUp: () => highlight(open.index - 1),
      Enter: () => select(open.list.children[open.index]),
      Escape: close,
    }[event.key]
    if (!action) return
    event.preventDefault()
    event.stopImmediatePropagation()
    action()
  }, true)
}
