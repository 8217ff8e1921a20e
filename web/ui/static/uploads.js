/* Files go in parts while one goes on typing: a link that was cut goes on where it stopped, after
   a reload too. Photos are made small first. Without this file the form's own field carries all. */
(() => {
  "use strict";
  const PART = 256 * 1024, SMALL = 300 * 1024, AGAIN_MS = 3000, LONGEST_MS = 60000;
  const SIDES = [[1600, .8], [1600, .6], [1280, .6], [1024, .5]];
  if (!window.crypto || !crypto.subtle || !window.createImageBitmap) return;
  const rest = (ms) => new Promise((go) => {
    const on = () => { removeEventListener("online", on); go(); };
    addEventListener("online", on);
    setTimeout(on, ms);
  });

  /* The original stays on the phone; upright, as a JPEG of about 300 KB. */
  const shrunk = async (file) => {
    if (!file.type.startsWith("image/") || file.size <= SMALL) return file;
    try {
      const image = await createImageBitmap(file, { imageOrientation: "from-image" });
      const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
      let blob = file;
      for (const [side, quality] of SIDES) {
        const scale = Math.min(1, side / Math.max(image.width, image.height));
        canvas.width = Math.round(image.width * scale);
        canvas.height = Math.round(image.height * scale);
        pen.fillStyle = "#fff";
        pen.fillRect(0, 0, canvas.width, canvas.height);
        pen.drawImage(image, 0, 0, canvas.width, canvas.height);
        blob = await new Promise((go) => canvas.toBlob(go, "image/jpeg", quality));
        if (blob.size <= SMALL) break;
      }
      return blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: blob.type }) : file;
    } catch { return file; }
  };

  const hashed = async (file) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()))]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");

  /* One question to the server; undefined when the link or the server did not answer. */
  const ask = async (address, body) => {
    const stop = new AbortController(), late = setTimeout(() => stop.abort(), LONGEST_MS);
    try {
      const answer = await fetch(address, { method: "POST", body, redirect: "manual", signal: stop.signal });
      if (answer.status >= 500) return undefined;
      if (/json/.test(answer.headers.get("Content-Type"))) return { status: answer.status, ...await answer.json() };
      return { error: answer.status === 413 ? "Tệp quá lớn." : "Phiên đăng nhập đã hết. Hãy đăng nhập lại rồi chọn lại tệp: phần đã gửi vẫn được giữ." };
    } catch { return undefined; } finally { clearTimeout(late); }
  };

  const send = async (file, field, line) => {
    const { upload: address, place } = field.dataset, digest = await hashed(file);
    const total = Math.ceil(file.size / PART);
    let here, sent = 0, began = Date.now();
    while (line.box.checked) {
      const body = here ? file.slice(here.have * PART, (here.have + 1) * PART)
        : new URLSearchParams({ name: file.name, size: file.size, sha256: digest, place });
      const answer = await ask(here ? `${address}/${here.id}/${here.have}` : address, body);
      if (!answer) {
        line.say("Mất kết nối, sẽ gửi tiếp khi có mạng.");
        await rest(AGAIN_MS);
        [here, sent, began] = [undefined, 0, Date.now()];
        continue;
      }
      if (answer.error) return line.fail(answer.error);
      if (answer.status === 409) { here.have = answer.have; continue; }
      if (answer.status !== 200) return line.fail("Không gửi được tệp này. Hãy chọn lại.");
      if (here) sent += 1;
      here = answer;
      if (here.facts) return line.done(here);
      const left = sent ? Math.ceil((Date.now() - began) / sent * (total - here.have) / 1000) : 0;
      line.say(`${Math.round(100 * here.have / total)}%${left ? `, còn khoảng ${left < 90 ? `${left} giây` : `${Math.round(left / 60)} phút`}` : ""}`);
    }
    line.row.remove();
  };

  /* A line for each file; unticking it leaves the file out. */
  const line = (field, name) => {
    const row = document.createElement("li"), label = document.createElement("label");
    const box = document.createElement("input"), text = document.createElement("span"), small = document.createElement("span");
    label.className = "choice";
    small.className = "small muted";
    box.type = "checkbox";
    box.checked = true;
    row.dataset.going = "";
    text.append(`${name} `, small);
    label.append(box, text);
    row.append(label);
    field.querySelector("ul").append(row);
    const say = (said) => { small.textContent = said; };
    const over = (said) => {
      delete row.dataset.going;
      say(said);
      field.querySelector("[role=status]").textContent = `${name}: ${said}`;
    };
    say("đang chuẩn bị");
    return {
      row, box, say,
      fail: (error) => { over(error); row.className = "field--wrong"; small.className = "field__error"; box.disabled = true; box.checked = false; },
      done: ({ id, facts, note }) => {
        if (field.querySelector(`input[value="${id}"]`)) return row.remove();
        box.name = "sent";
        box.value = id;
        over(`${facts}, đã gửi. ${note}`);
        if (note) small.className = "small upload__note";
      },
    };
  };

  let queue = Promise.resolve();
  document.addEventListener("change", (event) => {
    const field = event.target.closest("[data-upload]");
    if (!field || event.target.type !== "file") return;
    const files = [...event.target.files];
    event.target.value = "";
    files.forEach((file) => {
      const mine = line(field, file.name);
      queue = queue.then(async () => { await send(await shrunk(file), field, mine); })
        .catch(() => mine.fail("Không đọc được tệp này."))
        .then(() => { delete mine.row.dataset.going; release(field.closest("form")); });
    });
  });

  /* A form whose files are still on their way waits for them, then goes by itself. */
  const held = new Map();
  const release = (form) => {
    if (!held.has(form) || form.querySelector("[data-going]")) return;
    const button = held.get(form);
    held.delete(form);
    if (document.contains(form)) form.requestSubmit(button);
  };
  addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.querySelector("[data-upload] [data-going]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held.set(form, event.submitter || undefined);
    form.querySelector("[data-upload] [role=status]").textContent = "Đang gửi tệp; biểu mẫu sẽ tự gửi khi xong.";
  }, true);
})();
