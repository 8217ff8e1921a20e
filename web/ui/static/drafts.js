/* Drafts on this device: what was typed survives a dropped link, and is sent once it is back.
   A draft keeps the form's own identifier, so that a resend never doubles. Kept for 72 hours, for
   one person, and wiped when they sign out, since computers are shared. What is sent says how long
   ago it was written: a span, since the clock of a device may be wrong. */
(() => {
  "use strict";
  const PREFIX = "sauro.draft.", KEPT_MS = 72 * 3600 * 1000, PAUSE_MS = 400, AGAIN_MS = 15000;
  const OFFLINE = "Mất kết nối. Bản nháp đã lưu trên máy này, sẽ gửi khi có mạng.";
  const RESTORED = "Đã lấy lại bản nháp trên máy này, chưa gửi.";
  const me = document.body.dataset.person;
  const on = (name, act, early) => document.addEventListener(name, act, early);
  const forms = () => document.querySelectorAll("form[data-draft]");
  const keyOf = (form) => `${PREFIX}${me}.${form.dataset.draft}`;

  /* A browser may forbid storage, or have none left: then there are no drafts, and no errors. */
  const store = (act) => { try { return act(localStorage); } catch { return null; } };
  const keys = () => store((s) => Object.keys(s).filter((key) => key.startsWith(PREFIX))) || [];
  const drop = (key) => store((s) => s.removeItem(key));
  const load = (key) => store((s) => JSON.parse(s.getItem(key)));

  const AGO = "written_ago";
  const typed = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== AGO);
  const save = (form, pending) => {
    const at = Date.now(), before = pending && load(keyOf(form));
    const draft = { at, written: (before && before.written) || at, fields: typed(form), pending };
    store((s) => s.setItem(keyOf(form), JSON.stringify(draft)));
  };

  const say = (text, kind) => {
    const line = document.createElement("p");
    line.className = `notice notice--${kind}`;
    line.textContent = text;
    document.getElementById("messages").replaceChildren(line);
  };

  const fill = (form, fields) => {
    const values = new Map();
    fields.forEach(([name, value]) => values.set(name, [...(values.get(name) || []), value]));
    [...form.elements].forEach((field) => {
      if (!field.name || field.type === "file") return;
      const mine = values.get(field.name) || [];
      if (/^(checkbox|radio)$/.test(field.type)) field.checked = mine.includes(field.value);
      else if (mine.length) field.value = mine.shift();
    });
  };

  /* The page may be newer than the draft: what it says of the version is the page's, but a form
     that was on its way keeps its identifier. */
  const restore = (form) => {
    const draft = load(keyOf(form));
    if (!draft) return;
    const now = new Map(typed(form));
    const said = draft.fields.filter(([name]) => name !== "seen" && (draft.pending || name !== "command_id"));
    if (said.every(([name, value]) => now.get(name) === value)) return;
    fill(form, [...said, ["seen", now.get("seen") || ""]]);
    const fold = form.closest("details");
    if (fold) fold.open = true;
    say(RESTORED, "info");
    if (draft.pending && navigator.onLine) form.requestSubmit();
  };

  const sendPending = () => forms().forEach((form) => {
    const draft = load(keyOf(form));
    if (draft && draft.pending && navigator.onLine) form.requestSubmit();
  });

  let pause;
  on("input", (event) => {
    const form = event.target.form;
    if (!me || !form || form.dataset.draft === undefined) return;
    clearTimeout(pause);
    pause = setTimeout(save, PAUSE_MS, form, false);
  });
  on("submit", (event) => {
    const form = event.target;
    const draft = me && form.dataset.draft !== undefined && load(keyOf(form));
    if (!draft || !draft.written) return;
    let ago = form.elements[AGO];
    if (!ago) form.append(ago = Object.assign(document.createElement("input"), { type: "hidden", name: AGO }));
    ago.value = Math.round((Date.now() - draft.written) / 1000);
  }, true);
  const cut = (event) => {
    const form = event.detail.elt;
    if (!me || !form.dataset || form.dataset.draft === undefined) return;
    clearTimeout(pause);
    save(form, true);
    say(OFFLINE, "warn");
  };
  on("htmx:sendError", cut);
  on("htmx:timeout", cut);
  on("htmx:afterOnLoad", (event) => {
    const form = event.detail.elt, status = event.detail.xhr.status;
    if (!form.dataset || form.dataset.draft === undefined) return;
    clearTimeout(pause);
    if (status < 400) drop(keyOf(form));
    else if (status < 500) save(form, false);
  });
  addEventListener("online", sendPending);
  setInterval(sendPending, AGAIN_MS);

  /* Signing out wipes everything; so does somebody else's signing in, and so do three days. */
  on("submit", (event) => { if (event.target.matches("form[data-sign-out]")) keys().forEach(drop); }, true);
  on("DOMContentLoaded", () => {
    const old = Date.now() - KEPT_MS;
    if (me) keys().forEach((key) => { if (!key.startsWith(`${PREFIX}${me}.`) || (load(key) || { at: 0 }).at < old) drop(key); });
    if (me) forms().forEach(restore);
  });
})();
