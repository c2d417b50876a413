/* The body by keyboard: blocks are in the document in reading order, inserted anywhere, and moved by buttons. The block
   editor only shows them in order but leaves them in the document by kind, and its own "+" needs a mouse. */
"use strict"

/* The block editor scrolls back to where the page was before a save; errors are at the top. */
const refused = document.querySelector("#saved-meanwhile, .errornote")
if (refused) history.replaceState(null, "", location.pathname + location.search)

/* What is written is in the language of the article: for the spelling check, and from its side. */
const language = document.querySelector("select[name=language]")
const setLanguage = () => {
  if (!language) return
  const direction = language.dataset.rtl.split(" ").includes(language.value) ? "rtl" : "ltr"
  for (const field of document.querySelectorAll(".desk-main :is(textarea, [contenteditable])")) {
    Object.assign(field, { lang: language.value, dir: direction, spellcheck: true })
  }
}
setLanguage()
language?.addEventListener("change", setLanguage)
for (const event of ["prose-editor:ready", "formset:added"]) document.addEventListener(event, setLanguage)

document.addEventListener("content-editor:ready", () => {
  const editor = window.ContentEditor
  const machine = document.querySelector(".order-machine")
  const all = () => [...machine.querySelectorAll(":scope > .inline-related")]
  const rows = () => all().filter((row) => !row.matches(".empty-form")).sort((a, b) => a.style.order - b.style.order)
  const kindOf = (row) => row.querySelector("h3 > b").textContent
  const sort = (still) => rows().length && desk.arrange(rows(), still)
  let fresh = null

  for (const icon of machine.querySelectorAll("h3 .material-icons")) icon.setAttribute("aria-hidden", "true")
  sort()
  describe()
  if (!editor.allowChange) return

  /* The panel with the kinds of block, which moves to where it was opened. */
  const button = (plugin) => {
    const choice = document.createElement("button")
    choice.type = "button"
    choice.dataset.kind = plugin.prefix
    choice.innerHTML = plugin.button
    choice.querySelector(".material-icons")?.setAttribute("aria-hidden", "true")
    choice.append(plugin.title)
    return choice
  }
  const palette = (label) => {
    const panel = document.createElement("div")
    panel.className = "desk-kinds"
    panel.setAttribute("role", "group")
    panel.setAttribute("aria-label", label)
    panel.append(...editor.plugins.filter((p) => !p.regions?.includes("_adding_not_allowed")).map(button))
    return panel
  }
  const panel = palette(gettext("Insert here"))
  const atEnd = palette(gettext("Add to the end"))

  const inserter = () => {
    const place = document.createElement("div")
    place.className = "desk-insert"
    place.innerHTML = '<button type="button" aria-expanded="false">+</button>'
    place.firstChild.setAttribute("aria-label", gettext("Insert a block here"))
    return place
  }

  const first = inserter()
  machine.prepend(first)
  machine.append(atEnd)
  for (const row of all()) {
    row.querySelector("h3").append(desk.mover({ up: gettext("Move this block up"), down: gettext("Move this block down") }))
    row.append(inserter())
  }

  /* Label each block with its text, for when it is folded. */
  function describe() {
    for (const row of rows()) {
      const words = [...row.querySelectorAll(".ProseMirror, fieldset textarea, fieldset select option:checked")]
      const text = words.map((e) => (e.value && e.tagName === "TEXTAREA" ? e.value : e.textContent)).join(" ")
      row.querySelector(".inline_label").textContent = text.replace(/<[^>]+>/g, " ").trim().slice(0, 80)
    }
  }

  const close = (refocus) => {
    const opener = panel.previousElementSibling
    panel.remove()
    opener?.setAttribute("aria-expanded", "false")
    if (refocus) opener?.focus()
  }

  const open = (opener) => {
    const was = opener.nextElementSibling === panel
    close()
    if (was) return
    opener.after(panel)
    opener.setAttribute("aria-expanded", "true")
    panel.querySelector("button").focus()
  }

  const insert = (choice) => {
    const place = choice.closest(".desk-insert")
    const after = place?.closest(".inline-related")
    const order = rows()
    close()
    editor._insertBefore = place ? (after ? order[order.indexOf(after) + 1] : order[0]) : null
    editor.addContent(choice.dataset.kind)
  }

  /* Add a figure below the text that a picture was left out of, with the picture's caption. */
  const addFigure = (button) => {
    const order = rows()
    editor._insertBefore = order[order.indexOf(button.closest(".inline-related")) + 1] ?? null
    editor.addContent("articles_figure_set")
    fresh.querySelector("[name$=-caption]").value = button.dataset.figure
    button.disabled = true
  }

  const number = (order) => order.forEach((row, i) => {
    row.querySelector(".order-machine-ordering").value = row.style.order = 10 * (i + 1)
  })

  const move = (button) => {
    const row = button.closest(".inline-related")
    const order = desk.moved(rows(), row, button.dataset.move)
    if (!order) return desk.say(gettext("It cannot go further."))
    number(order)
    desk.arrange(order, row)
    row.scrollIntoView({ block: "nearest" })
    const message = button.dataset.move === "up"
      ? gettext("%(kind)s moved up: block %(number)s of %(count)s.")
      : gettext("%(kind)s moved down: block %(number)s of %(count)s.")
    desk.say(interpolate(message, { kind: kindOf(row), number: order.indexOf(row) + 1, count: order.length }, true))
  }

  /* Before the editor's own listeners: a click on a button in the heading must not fold the block. */
  machine.addEventListener("click", (event) => {
    const target = event.target.closest(".desk-insert > button, [data-kind], [data-move], [data-figure]")
    if (!target) return
    event.stopPropagation()
    if (target.dataset.figure !== undefined) addFigure(target)
    else if (target.dataset.kind) insert(target)
    else if (target.dataset.move) move(target)
    else open(target)
  }, true)

  document.addEventListener("click", (event) => {
    if (event.target.closest(".order-machine .inline-deletelink")) {
      const order = rows()
      desk.arrange(desk.byNumber(order))
      setTimeout(() => sort())
    } else if (!event.target.closest(".desk-insert")) close()
  }, true)

  machine.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.isConnected) close(true)
  })

  const focusFirst = (row) => {
    const field = [...row.querySelectorAll("fieldset :is(.select2-selection, input, textarea, select)")].find(
      (e) => e.type !== "hidden" && !e.matches(".select2-hidden-accessible") && e.offsetParent,
    )
    field?.focus()
  }

  document.addEventListener("formset:added", (event) => {
    const row = event.target
    if (row.parentElement !== machine) return
    fresh = row
    row.querySelector(".inline_label").textContent = ""
    sort(row)
    const message = gettext("%(kind)s added: block %(number)s of %(count)s.")
    desk.say(interpolate(message, { kind: kindOf(row), number: rows().indexOf(row) + 1, count: rows().length }, true))
    row.scrollIntoView({ block: "nearest" })
    setTimeout(() => focusFirst(row))
  })
  document.addEventListener("prose-editor:ready", (event) => {
    if (fresh?.contains(event.target)) event.detail.editor.commands.focus()
    describe()
  })
  machine.addEventListener("drop", () => setTimeout(() => sort()))
  machine.addEventListener("focusout", () => describe())
})
