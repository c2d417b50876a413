/* The picture desk: files dropped anywhere on it are uploaded one after the other, each with its progress and answer. */
"use strict"

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("[data-upload]")
  const chosen = document.querySelector(".picture-chosen")
  const boxes = [...document.querySelectorAll(".picture-choose input")]

  if (chosen) {
    const buttons = [...document.querySelectorAll(".picture-acts button")]
    const count = () => {
      const number = boxes.filter((box) => box.checked).length
      chosen.textContent = number
        ? interpolate(ngettext("With the %s selected:", "With the %s selected:", number), [number])
        : gettext("Select pictures to change them together.")
      for (const button of buttons) button.disabled = !number
      chosen.parentElement.classList.toggle("is-active", number > 0)
    }
    document.addEventListener("change", count)
    window.addEventListener("pageshow", count)
    count()
  }
  if (!form) return

  const list = document.querySelector(".upload-list")
  const input = form.querySelector("[type=file]")
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value
  form.classList.add("is-scripted")

  const line = (file) => {
    const row = document.createElement("li")
    const name = document.createElement("span")
    const bar = document.createElement("progress")
    const said = document.createElement("span")
    name.className = "upload-name"
    name.textContent = file.name
    bar.max = 1
    bar.value = 0
    bar.setAttribute("aria-label", interpolate(gettext("Upload of %s"), [file.name]))
    said.className = "upload-said"
    said.textContent = gettext("waiting")
    row.append(name, bar, said)
    list.append(row)
    list.hidden = false
    return { row, bar, said }
  }

  const link = (file) => {
    const made = document.createElement("a")
    made.href = file.url
    made.textContent = file.title
    return made
  }

  /* Say what became of a file: in its row, and aloud. */
  const answer = ({ row, bar, said }, file) => {
    bar.remove()
    row.classList.add(`is-${file.state}`)
    if (file.state === "refused") said.textContent = file.why
    else said.replaceChildren(
      file.state === "new" ? gettext("Uploaded. Add its credit next:") : gettext("Already uploaded:"), " ", link(file),
    )
    desk.say(`${file.name}: ${said.textContent}`)
    if (file.thumbnail) {
      const picture = document.createElement("img")
      picture.src = file.thumbnail
      picture.alt = ""
      row.prepend(picture)
    }
  }

  const refused = (file, why) => ({ name: file.name, state: "refused", why })

  const send = (file, shown) =>
    new Promise((done) => {
      const request = new XMLHttpRequest()
      const data = new FormData()
      data.append("files", file)
      request.open("POST", form.action)
      request.setRequestHeader("X-CSRFToken", token)
      request.setRequestHeader("Accept", "application/json")
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) shown.bar.value = event.loaded / event.total
        shown.said.textContent = event.loaded < event.total ? gettext("uploading") : gettext("being checked")
      })
      request.addEventListener("load", () => {
        let found = null
        try { found = JSON.parse(request.responseText).files[0] } catch { /* not an answer of the desk's */ }
        done(found ?? refused(
          file, interpolate(gettext("The upload failed: the site answered %s. Try again."), [request.status]),
        ))
      })
      request.addEventListener("error", () => done(refused(file, gettext("The connection was lost. Try again."))))
      request.send(data)
    }).then((found) => {
      answer(shown, found)
      return found
    })

  const upload = async (files) => {
    const queue = [...files].map((file) => [file, line(file)])
    const done = []
    for (const [file, shown] of queue) done.push(await send(file, shown))
    const taken = done.filter((file) => file.state === "new").length
    desk.say(interpolate(gettext("%(taken)s of %(count)s uploaded."), { taken, count: done.length }, true))
    input.value = ""
    if (taken) {
      const again = document.createElement("li")
      const reload = document.createElement("a")
      reload.href = location.pathname
      reload.textContent = interpolate(
        ngettext("Show the new picture among all pictures", "Show the %s new pictures among all pictures", taken), [taken],
      )
      again.append(reload)
      list.append(again)
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault()
    if (input.files.length) upload(input.files)
  })
  input.addEventListener("change", () => upload(input.files))

  const carries = (event) => event.dataTransfer?.types.includes("Files")
  document.addEventListener("dragover", (event) => {
    if (!carries(event)) return
    event.preventDefault()
    form.classList.add("is-over")
  })
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("is-over")
  })
  document.addEventListener("drop", (event) => {
    if (!carries(event)) return
    event.preventDefault()
    form.classList.remove("is-over")
    upload(event.dataTransfer.files)
  })
})
