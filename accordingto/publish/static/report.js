// A report's marks: hovering, focusing or tapping one shows its notes beside it; Escape puts them away.
"use strict";
(() => {
  const text = document.querySelector(".text");
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.id = "tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  document.body.append(tip);
  let owner = null;

  const notesOf = (piece) => piece.dataset.notes.split(" ").map((id) => document.getElementById(id)).filter(Boolean);

  function light(ids, on) {
    for (const piece of text.querySelectorAll("[data-notes]")) {
      if (piece.dataset.notes.split(" ").some((id) => ids.includes(id))) piece.classList.toggle("lit", on);
    }
    for (const id of ids) document.getElementById(id)?.classList.toggle("lit", on);
  }

  function show(piece) {
    if (piece === owner) return;
    hide();
    const notes = notesOf(piece);
    if (!notes.length) return;
    owner = piece;
    tip.replaceChildren(...notes.flatMap((note) => [...note.children].map((child) => child.cloneNode(true))));
    tip.hidden = false;
    piece.setAttribute("aria-describedby", "tip");
    light([notes[0].id], true);
    const at = piece.getClientRects()[0];
    const left = Math.min(at.left, document.documentElement.clientWidth - tip.offsetWidth - 16);
    const above = at.top > tip.offsetHeight + 12;
    tip.style.left = `${Math.max(8, left) + scrollX}px`;
    tip.style.top = `${(above ? at.top - tip.offsetHeight - 8 : at.bottom + 8) + scrollY}px`;
  }

  function hide() {
    if (!owner) return;
    owner.removeAttribute("aria-describedby");
    light([notesOf(owner)[0].id], false);
    owner = null;
    tip.hidden = true;
  }

  text.addEventListener("mouseover", (e) => {
    const piece = e.target.closest("[data-notes]");
    if (piece) show(piece);
  });
  text.addEventListener("focusin", (e) => {
    const piece = e.target.closest("[data-notes]");
    if (piece) show(piece);
  });
  text.addEventListener("mouseleave", (e) => { if (e.relatedTarget !== tip && !tip.contains(e.relatedTarget)) hide(); });
  tip.addEventListener("mouseleave", hide);
  text.addEventListener("focusout", hide);
  document.addEventListener("keydown", (e) => { if (e.key === "Escape") hide(); });
  // A first tap shows the note; the link behind it is for those without a script.
  text.addEventListener("click", (e) => {
    const piece = e.target.closest("[data-notes]");
    if (!piece) return hide();
    e.preventDefault();
    return show(piece);
  });
})();
