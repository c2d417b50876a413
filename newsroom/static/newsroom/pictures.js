/* The picture desk: files dropped anywhere on it are uploaded one after the other, each with its progress and
   its result. */
"use strict"

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("[data-upload]")
  const chosen = document.querySelector(".picture-chosen")
  const boxes = [...document.querySelectorAll(".picture-choose input")]

  if (chosen) {
    const buttons = [...document.querySelectorAll(".picture-actions button")]
    const count = () => {
      const number = boxes.filter((box) => box.checked).length
      chosen.textContent = number
        ? interpolate(ngettext("With the %s chosen picture:", "With the %s chosen pictures:", number), [number])
        : gettext("Choose pictures to change them together.")
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

  const addLine = (file) => {
    const row = document.createElement("li")
    const name = document.createElement("span")
    const bar = document.createElement("progress")
    const status = document.createElement("span")
    name.className = "upload-name"
    name.textContent = file.name
    bar.max = 1
    bar.value = 0
    bar.setAttribute("aria-label", interpolate(gettext("Upload of %s"), [file.name]))
    status.className = "upload-status"
    status.textContent = gettext("Waiting")
    row.append(name, bar, status)
    list.append(row)
    list.hidden = false
    return { row, bar, status }
  }

  const link = (file, text) => {
    const element = document.createElement("a")
    element.href = file.url
    element.textContent = text
    return element
  }

  /* Show what became of a file in its row, and announce it. */
  const showResult = ({ row, bar, status }, file) => {
    bar.remove()
    row.classList.add(`is-${file.state}`)
    if (file.state === "refused") status.textContent = interpolate(gettext("Not uploaded. %s"), [file.reason])
    if (file.state === "new") status.replaceChildren(gettext("Uploaded."), " ", link(file, gettext("Add its credit next.")))
    if (file.state === "duplicate") status.replaceChildren(gettext("Already here:"), " ", link(file, file.title))
    desk.say(`${file.name}: ${status.textContent}`)
    if (file.thumbnail) {
      const picture = document.createElement("img")
      picture.src = file.thumbnail
      picture.alt = ""
      row.prepend(picture)
    }
  }

  const refused = (file, reason) => ({ name: file.name, state: "refused", reason })

  const send = (file, line) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest()
      const data = new FormData()
      data.append("files", file)
      request.open("POST", form.action)
      request.setRequestHeader("X-CSRFToken", token)
      request.setRequestHeader("Accept", "application/json")
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) line.bar.value = event.loaded / event.total
        line.status.textContent = event.loaded < event.total ? gettext("Uploading") : gettext("Processing")
      })
      request.addEventListener("load", () => {
        let result = null
        try { result = JSON.parse(request.responseText).files[0] } catch { /* an error page, not JSON */ }
        resolve(result ?? refused(file, interpolate(gettext("The site answered %s. Try again."), [request.status])))
      })
      request.addEventListener("error", () => resolve(refused(file, gettext("The connection was lost. Try again."))))
      request.send(data)
    }).then((result) => {
      showResult(line, result)
      return result
    })

  const upload = async (files) => {
    const queue = [...files].map((file) => [file, addLine(file)])
    const results = []
    for (const [file, line] of queue) results.push(await send(file, line))
    const uploaded = results.filter((file) => file.state === "new").length
    desk.say(interpolate(gettext("%s of %s uploaded."), [uploaded, results.length]))
    input.value = ""
    if (uploaded) {
      const item = document.createElement("li")
      const reload = document.createElement("a")
      const text = ngettext("Show the %s new picture among all", "Show the %s new pictures among all", uploaded)
      reload.href = location.pathname
      reload.textContent = interpolate(text, [uploaded])
      item.append(reload)
      list.append(item)
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault()
    if (input.files.length) upload(input.files)
  })
  input.addEventListener("change", () => upload(input.files))

  const hasFiles = (event) => event.dataTransfer?.types.includes("Files")
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    form.classList.add("is-over")
  })
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("is-over")
  })
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    form.classList.remove("is-over")
    upload(event.dataTransfer.files)
  })
})
