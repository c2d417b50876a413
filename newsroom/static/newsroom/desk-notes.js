/* The notes of an article beside its form: their page is shown in a dialog, so that nothing that was typed is left. */
"use strict"

{
  let dialog
  let opener

  const open = async (address, options) => {
    const response = await fetch(address, { headers: { Accept: "text/html" }, ...options })
    const page = new DOMParser().parseFromString(await response.text(), "text/html")
    const notes = page.querySelector("#notes")
    if (!notes) return location.assign(address) // logged out meanwhile: the page says so
    dialog.querySelector(".notes-page").replaceChildren(notes)
    update(notes)
    if (!dialog.open) dialog.showModal()
    dialog.querySelector("[name=words]").focus()
  }

  /* Write the number of open notes at the links to them: those of a block, or of the whole article. */
  const update = (notes) => {
    for (const link of document.querySelectorAll("a.desk-notes-link")) {
      const block = new URL(link.href).searchParams.get("block")
      const count = notes.querySelectorAll(`${block ? `[data-block="${block}"]` : "li"} [name=resolve]`).length
      if (!block) link.querySelector(".count").textContent = count || ""
      else link.textContent = count ? interpolate(ngettext("%s note", "%s notes", count), [count]) : gettext("Note")
    }
  }

  const build = () => {
    dialog = document.createElement("dialog")
    dialog.className = "palette desk-notes"
    dialog.setAttribute("aria-label", gettext("Notes"))
    const close = document.createElement("button")
    Object.assign(close, { type: "button", className: "button desk-notes-close", textContent: gettext("Close") })
    close.addEventListener("click", () => dialog.close())
    const page = document.createElement("div")
    page.className = "notes-page"
    dialog.append(page, close)
    dialog.addEventListener("close", () => opener?.focus())
    dialog.addEventListener("submit", (event) => {
      event.preventDefault()
      const body = new FormData(event.target, event.submitter)
      open(event.target.action, { method: "POST", body })
    })
    document.body.append(dialog)
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.desk-notes-link")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    opener = link
    if (!dialog) build()
    open(link.href)
  })
}
