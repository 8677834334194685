// Copies what a button has, a text or an address, or else the citation beside it, which is marked. Where a browser has no clipboard
// for that, what it has is shown, marked, and the citation is copied as of old.
async function copied(button, place) {
  const shown = place.querySelector("textarea"), beside = place.querySelector(".cited"), said = place.querySelector("[role=status]");
  const { text, address, done } = button.dataset, told = text ?? (address && new URL(address, location.href).href) ?? beside.innerText.trim();
  if (shown) shown.hidden = true; else getSelection().selectAllChildren(beside);
  said.textContent = "";
  try {
    await navigator.clipboard.writeText(told);
    said.textContent = done;
  } catch {
    if (shown) { shown.hidden = false; shown.value = told; shown.select(); }
    said.textContent = !shown && document.execCommand("copy") ? done : button.dataset.else;
  }
}
