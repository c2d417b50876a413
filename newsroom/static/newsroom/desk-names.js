/* Names: two letters suggest known people, sources and timelines. Arrows and Enter choose; what is typed whole counts
   without a suggestion too. The ARIA pattern is the combobox with a list. */
"use strict"

{
  const FROM = 2
  let waiting = 0
  let open = null // { field, list, at }
  let made = 0

  const many = (field) => "namesMany" in field.dataset
  /* Where the name begins that is being typed: after the last separator, in a field of several names. */
  const begin = (field) => (many(field) ? Math.max(...[";", ","].map((sign) => field.value.lastIndexOf(sign))) + 1 : 0)

  const close = () => {
    if (!open) return
    open.field.setAttribute("aria-expanded", "false")
    open.field.removeAttribute("aria-activedescendant")
    open.list.remove()
    open = null
  }

  const mark = (at) => {
    const options = [...open.list.children]
    open.at = (at + options.length) % options.length
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === open.at)))
    options[open.at].scrollIntoView({ block: "nearest" })
    open.field.setAttribute("aria-activedescendant", options[open.at].id)
  }

  const take = (option) => {
    const { field } = open
    const before = field.value.slice(0, begin(field)).replace(/[,;]\s*$/, "; ")
    field.value = before + option.textContent
    close()
    field.dispatchEvent(new Event("change", { bubbles: true }))
  }

  const show = (field, names) => {
    close()
    if (!names.length) return desk.say(gettext("No name matches."))
    const list = document.createElement("ul")
    list.className = "desk-names"
    list.id = `desk-names-${++made}`
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
    open = { field, list, at: 0 }
    mark(0)
    desk.say(interpolate(ngettext("%s suggestion.", "%s suggestions.", names.length), [names.length]))
  }

  const ask = async (field) => {
    const typed = field.value
    const term = typed.slice(begin(field)).trim()
    if (term.length < FROM) return close()
    const { names, namesApp, namesModel, namesField } = field.dataset
    const query = new URLSearchParams({ term, app_label: namesApp, model_name: namesModel, field_name: namesField })
    const response = await fetch(`${names}?${query}`, { credentials: "same-origin" }).catch(() => null)
    if (!response?.ok || response.redirected || field.value !== typed || document.activeElement !== field) return
    const found = (await response.json()).results.map((row) => row.text)
    const starts = (name) => !name.toLowerCase().startsWith(term.toLowerCase())
    const sorted = [...new Set(found)].sort((a, b) => starts(a) - starts(b)).slice(0, 8)
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
    clearTimeout(waiting)
    waiting = setTimeout(() => ask(event.target), 150)
  })
  document.addEventListener("focusout", () => setTimeout(() => {
    if (open && document.activeElement !== open.field) close()
  }))
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest?.(".desk-names [role=option]")
    if (!option) return
    event.preventDefault()
    take(option)
  })
  document.addEventListener("keydown", (event) => {
    if (!open || event.target !== open.field) return
    const act = {
      ArrowDown: () => mark(open.at + 1),
      ArrowUp: () => mark(open.at - 1),
      Enter: () => take(open.list.children[open.at]),
      Escape: close,
    }[event.key]
    if (!act) return
    event.preventDefault()
    event.stopImmediatePropagation()
    act()
  }, true)
}
