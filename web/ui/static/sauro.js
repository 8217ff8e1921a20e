/* Comfort only: every page works without this file. */
(() => {
  "use strict";
  const WAITING_MS = 8000;
  const on = (name, act, early) => document.addEventListener(name, act, early);

  /* Errors and new steps are where the eyes and the screen reader should be. */
  const focusOn = (root) => {
    const wanted = ".error-summary, [data-focus]";
    const found = root.matches && root.matches(wanted) ? root : root.querySelector(wanted);
    if (found) found.focus({ preventScroll: !found.matches(".error-summary") });
  };
  on("DOMContentLoaded", () => { if (!location.hash) focusOn(document); });
  on("htmx:afterSettle", (event) => {
    focusOn(event.detail.elt);
    if (document.activeElement === document.body) document.getElementById("main").focus({ preventScroll: true });
  });

  /* A form that opens on the spot is ready to be typed in. */
  on("toggle", (event) => {
    const first = event.target.matches("details.quick[open]") && event.target.querySelector("input:not([type=hidden])");
    if (!first) return;
    first.focus();
    if (first.type === "text") first.select();
  }, true);

  /* A form already on its way is not sent again. */
  const waiting = new Set();
  const release = (form) => {
    waiting.delete(form);
    form.removeAttribute("aria-busy");
  };
  on("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (waiting.has(form)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    waiting.add(form);
    form.setAttribute("aria-busy", "true");
    setTimeout(release, WAITING_MS, form);
  }, true);
  on("htmx:afterRequest", (event) => { if (waiting.has(event.detail.elt)) release(event.detail.elt); });
  addEventListener("pageshow", () => waiting.forEach(release));

  /* Single keys act only while the part of the page that owns them has the focus (WCAG 2.1.4). */
  on("keydown", (event) => {
    const at = event.target;
    const owner = at.closest && at.closest("[data-keys]");
    if (!owner || event.ctrlKey || event.altKey || event.metaKey || at.isContentEditable) return;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName)) return;
    const key = event.key.toUpperCase();
    const target = /^[A-Z0-9]$/.test(key) && owner.querySelector(`[data-key="${key}"]`);
    if (!target) return;
    event.preventDefault();
    target.click();
    const opened = target.tagName === "SUMMARY" && target.parentNode.querySelector("textarea, input:not([type=hidden])");
    if (opened) opened.focus();
  });

  /* Out of a field by Escape, so that keys act again; Ctrl+Enter sends what is being typed. */
  on("keydown", (event) => {
    const at = event.target;
    const owner = at.form && at.closest("[data-keys]");
    if (owner && event.key === "Escape") owner.focus();
    if (owner && event.key === "Enter" && event.ctrlKey) at.form.requestSubmit();
  });

  /* Menus close by Escape and by a click beside them. */
  const closeMenus = (except) => document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!except || !menu.contains(except)) menu.open = false;
  });
  on("click", (event) => closeMenus(event.target));
  on("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
