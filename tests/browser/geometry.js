// Return what is wrong with the geometry of the page that is open: a list of sentences, empty where nothing is.
() => {
  const faults = new Set();
  const name = element => `${element.tagName.toLowerCase()}.${element.className}`;
  const page = document.scrollingElement;
  if (page.scrollWidth > innerWidth) faults.add(`the page is ${page.scrollWidth} px wide`);

  // The boxes of every piece of text that is seen, with the block in which it stands.
  const boxes = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const parent = text.parentElement;
    const hidden = parent.closest("script, style, .vh, .skip, svg");
    if (!text.data.trim() || hidden || !parent.checkVisibility({contentVisibilityAuto: true})) continue;
    let block = parent;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const frame = block.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (box.right > frame.right + 1 || box.left < frame.left - 1) faults.add(`text leaves ${name(block)}`);
      if (box.right > innerWidth + 1 || box.left < -1) faults.add(`text of ${name(block)} leaves the window`);
      // A line's box is higher than its letters, and lines that are set close overlap without their letters touching.
      const air = box.height * 0.22;
      boxes.push({left: box.left + 1, right: box.right - 1, top: box.top + air, bottom: box.bottom - air, block});
    }
    for (let outer = block; outer !== document.body; outer = outer.parentElement) {
      const cut = getComputedStyle(outer).overflowX !== "visible" && outer.scrollWidth > outer.clientWidth + 1;
      if (cut) faults.add(`${name(outer)} cuts its text off`);
    }
  }

  // Sorted by their tops, a box can overlap only those that begin before it ends.
  boxes.sort((one, other) => one.top - other.top);
  boxes.forEach((one, place) => {
    for (let next = place + 1; next < boxes.length && boxes[next].top < one.bottom; next++) {
      const other = boxes[next];
      if (one.left < other.right && other.left < one.right) {
        faults.add(`${name(one.block)} and ${name(other.block)} overlap`);
      }
    }
  });

  for (const element of document.querySelectorAll("main img, main figure, main section, main article, main li, main nav")) {
    const box = element.getBoundingClientRect();
    if (box.width && (box.right > innerWidth + 1 || box.left < -1)) faults.add(`${name(element)} leaves the window`);
  }
  return [...faults];
}
