// A second verifier of evidence bundles: all that it knows is in service/verifier/FORMAT.md.
//     node verify_bundle.mjs BUNDLE.zip LIMIT KEYS.json KEPT.json WITNESSES.json   prints the verdict as JSON
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { crc32, inflateRawSync } from "node:zlib";

const NEEDED = ["events.jsonl", "checkpoints.jsonl", "proofs.json", "keys.txt"];
const MANIFEST = ["format", "tenant", "origin", "name", "scope", "size", "made", "members"];
const EVENT = ["position", "stream", "version", "topic", "state", "person", "post", "command",
  "happened", "recorded", "leaf"];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INT4 = 2 ** 31 - 1;

const MEMBER = /^(events\.jsonl|checkpoints\.jsonl|proofs\.json|keys\.txt|manifest\.json|files\/[0-9a-f]{64})$/;

export class Ended extends Error {
  constructor(verdict, kind, first = 0, last = 0) {
    super(kind);
    this.verdict = { verdict, kind, first, last: last || first, size: 0, proved: 0 };
  }
}
export const need = (sound, verdict, kind, first, last) => {
  if (!sound) throw new Ended(verdict, kind, first, last);
};
export const sha256 = (...parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const parent = (left, right) => sha256(Buffer.from([1]), left, right);
const same = (a, b) => Buffer.isBuffer(a) && Buffer.isBuffer(b) && a.equals(b);
const EMPTY = sha256();
const sameList = (a, b) => a.length === b.length && a.every((value, n) => value === b[n]);
export const isObject = (said) => said !== null && typeof said === "object" && !Array.isArray(said);

function bytes(text, where) {
  need(typeof text === "string", "unreadable", where);
  const value = Buffer.from(text, "base64");
  need(value.toString("base64") === text, "unreadable", where);
  return value;
}

function object(data, names, where) {
  let said, text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
    said = JSON.parse(text);
  } catch {
    throw new Ended("unreadable", where);
  }
  need(JSON.stringify(said) === text && !/\\ud[89a-f]/.test(text), "unreadable", where);
  need(isObject(said) && sameList(Object.keys(said), names), "unreadable", where);
  return said;
}

function* lines(members, what, names) {
  const data = members.get(`${what}.jsonl`);
  for (let at = 0; at < data.length;) {
    const end = data.indexOf(10, at);
    need(end >= 0, "unreadable", what);
    yield object(data.subarray(at, end), names, what);
    at = end + 1;
  }
}

const numbers = (row, names, where) =>
  need(names.every((name) => Number.isSafeInteger(row[name])), "unreadable", where);

export function unzip(file, limit, named = MEMBER) {
  const ok = (sound) => need(sound, "unreadable", "zip");
  const end = file.length - 22;
  ok(end >= 0 && file.readUInt32LE(end) === 0x06054b50 && file.readUInt32LE(0) === 0x04034b50);
  const count = file.readUInt16LE(end + 10);
  const [size, offset] = [file.readUInt32LE(end + 12), file.readUInt32LE(end + 16)];
  ok(file.readUInt32LE(end + 4) === 0 && file.readUInt16LE(end + 8) === count);
  ok(count <= 10000 && file.readUInt16LE(end + 20) === 0 && offset + size === end);
  const found = [];
  let at = offset;
  while (at < end) {
    ok(file.readUInt32LE(at) === 0x02014b50);
    const [flags, method] = [file.readUInt16LE(at + 8), file.readUInt16LE(at + 10)];
    const [long, extra, comment] = [28, 30, 32].map((n) => file.readUInt16LE(at + n));
    const name = file.toString("latin1", at + 46, at + 46 + long);
    ok((flags & ~0x080e) === 0 && (method === 0 || method === 8));
    ok(named.test(name));
    const [crc, packed, length] = [16, 20, 24].map((n) => file.readUInt32LE(at + n));
    found.push({ name, method, crc, packed, length, local: file.readUInt32LE(at + 42) });
    at += 46 + long + extra + comment;
  }
  ok(at === end && found.length === count && new Set(found.map((f) => f.name)).size === count);
  need(found.reduce((sum, f) => sum + f.length, 0) <= limit, "unreadable", "limit");
  return { found, read: (f) => inflated(file, f) };
}

function inflated(file, { name, method, crc, packed, length, local }) {
  try {
    const named = file.readUInt16LE(local + 26);
    const start = local + 30 + named + file.readUInt16LE(local + 28);
    const told = file.toString("latin1", local + 30, local + 30 + named);
    const raw = file.subarray(start, start + packed);
    const data = method === 8 ? inflateRawSync(raw, { maxOutputLength: length || 1 }) : raw;
    const sound = file.readUInt32LE(local) === 0x04034b50 && told === name;
    if (sound && data.length === length && crc32(data) === crc) return data;
  } catch { /* said below */ }
  throw new Ended("unreadable", "zip");
}

function open(file, limit) {
  const { found, read } = unzip(file, limit);
  const first = found.find((f) => f.name === "manifest.json");
  need(first, "unreadable", "manifest");
  const manifest = object(read(first), MANIFEST, "manifest");
  numbers(manifest, ["tenant", "size", "made"], "manifest");
  const listed = manifest.members;
  need(manifest.format === "sauro-bundle-1" && ["whole", "chosen"].includes(manifest.scope)
    && typeof manifest.origin === "string" && Array.isArray(listed)
    && listed.every((m) => isObject(m) && sameList(Object.keys(m), ["name", "size", "sha256"]))
    && NEEDED.every((name) => listed.some((m) => m.name === name))
    && new Set(listed.map((m) => m.name)).size === listed.length
    && manifest.tenant >= 1 && manifest.tenant <= INT4, "unreadable", "manifest");
  const names = found.map((f) => f.name).filter((name) => name !== "manifest.json");
  need(names.length === listed.length && listed.every((m) => names.includes(m.name)),
    "broken", "member");
  const members = new Map();
  for (const said of listed) {
    const data = read(found.find((f) => f.name === said.name));
    const digest = sha256(data).toString("hex");
    need(data.length === said.size && digest === said.sha256, "broken", "member");
    need(!said.name.startsWith("files/") || said.name === `files/${digest}`, "broken", "file");
    members.set(said.name, data);
  }
  return { manifest, members };
}

export function readKey(said, kind = 1) {
  const found = /^(?:(active|retired) )?([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(said.trim());
  need(found, "unproved", "key");
  const raw = bytes(found[4], "keys");
  const id = sha256(`${found[2]}\n`, raw).subarray(0, 4);
  need(raw.length === 33 && raw[0] === kind && id.toString("hex") === found[3], "unproved", "key");
  const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), raw.subarray(1)]);
  const key = createPublicKey({ key: der, format: "der", type: "spki" });
  return { name: found[2], id, key, active: found[1] !== "retired" };
}

export function readNote(text, where) {
  need(typeof text === "string" && text.includes("\n\n") && text.endsWith("\n"), "unreadable", where);
  const cut = text.indexOf("\n\n");
  const parts = text.slice(0, cut).split("\n");
  const rest = text.slice(cut + 2);
  need(parts.length === 3 && parts[0] && rest.endsWith("\n"), "unreadable", where);
  const root = bytes(parts[2], where);
  need(/^(0|[1-9][0-9]{0,15})$/.test(parts[1]) && Number.isSafeInteger(Number(parts[1]))
    && root.length === 32, "unreadable", where);
  const signatures = rest.slice(0, -1).split("\n").map((line) => {
    const found = /^— ([^ \n]+) ([A-Za-z0-9+/=]+)$/u.exec(line);
    need(found, "unreadable", where);
    const value = bytes(found[2], where);
    return { name: found[1], id: value.subarray(0, 4), value: value.subarray(4) };
  });
  const signed = Buffer.from(text.slice(0, cut + 1));
  return { origin: parts[0], size: Number(parts[1]), root, signed, signatures };
}

export function standing(note, keys) {
  let found = "unknown";
  for (const { name, id, value } of note.signatures) {
    const key = keys.find((k) => k.name === name && same(k.id, id));
    if (!key) continue;
    if (!verify(null, note.signed, key.key, value)) return "forged";
    if (key.active || found === "unknown") found = key.active ? "signed" : "retired";
  }
  return found;
}

// With witnesses only what more than half of them cosigned is proved.
function witnessed(notes, witnesses) {
  const most = new Set(witnesses.map((w) => w.name)).size / 2;
  const sizes = notes.filter((note) => {
    const found = new Set();
    for (const { name, id, value } of note.signatures) {
      const key = witnesses.find((w) => w.name === name && same(w.id, id));
      if (!key) continue;
      need(value.length === 72, "broken", "forged", note.size);
      const time = value.readBigUInt64BE(0);
      const said = Buffer.concat([Buffer.from(`cosignature/v1\ntime ${time}\n`), note.signed]);
      need(verify(null, said, key.key, value.subarray(8)), "broken", "forged", note.size);
      found.add(name);
    }
    return found.size > most;
  }).map((note) => note.size);
  need(sizes.length, "unproved", "witness");
  return Math.max(...sizes);
}

function leafOf(event, tenant) {
  numbers(event, ["position", "version", "happened", "recorded"], "events");
  const ids = [event.stream, event.person, event.post, event.command];
  need(ids.every((id) => typeof id === "string" && UUID.test(id))
    && typeof event.topic === "string" && event.version >= 0 && event.version <= INT4,
  "unreadable", "events");
  const [stream, ...doer] = ids.map((id) => Buffer.from(id.replaceAll("-", ""), "hex"));
  const int4 = (n) => { const b = Buffer.alloc(4); b.writeInt32BE(n); return b; };
  const int8 = (n) => { const b = Buffer.alloc(8); b.writeBigInt64BE(BigInt(n)); return b; };
  const fields = [Buffer.from("sauro.event.1"), int4(tenant), int8(event.position), stream,
    int4(event.version), Buffer.from(event.topic), bytes(event.state, "events"), ...doer,
    int8(event.happened), int8(event.recorded)];
  const written = fields.flatMap((field) => [int4(field.length), field]);
  return sha256(Buffer.from([0]), ...written);
}

function leavesOf(members, { tenant, scope, size }) {
  const [whole, leaves] = [scope === "whole", new Map()];
  let [last, recorded] = [0, -Number.MAX_SAFE_INTEGER];
  for (const event of lines(members, "events", EVENT)) {
    const made = leafOf(event, tenant);
    const said = bytes(event.leaf, "events");
    const place = event.position;
    need(place > last && (!whole || place === last + 1), "broken", "missing", last + 1);
    need(same(made, said), "broken", "altered", place);
    need(event.recorded >= recorded && event.happened <= event.recorded, "broken", "backdated", place);
    leaves.set(place, made);
    [last, recorded] = [place, event.recorded];
  }
  need(last <= size && (!whole || last === size), "broken", "shortened",
    Math.min(last, size) + 1, Math.max(last, size));
  return leaves;
}

/** Roots by the definition of RFC 6962, recursively: not the way the other verifier goes. */
function treeHash(leaves, from, to, known) {
  if (from === to) return EMPTY;
  if (to - from === 1) return leaves[from];
  const name = `${from}-${to}`;
  if (!known.has(name)) {
    let half = 1;
    while (half * 2 < to - from) half *= 2;
    known.set(name, parent(treeHash(leaves, from, from + half, known),
      treeHash(leaves, from + half, to, known)));
  }
  return known.get(name);
}

function climb(number, last, start, path) {
  let [before, after] = [start, start];
  for (const step of path) {
    if (last === 0) return [];
    if (number % 2 === 1 || number === last) {
      [before, after] = [parent(step, before), parent(step, after)];
      while (number % 2 === 0 && number > 0) [number, last] = [number / 2, Math.floor(last / 2)];
    } else after = parent(after, step);
    [number, last] = [Math.floor(number / 2), Math.floor(last / 2)];
  }
  return last === 0 ? [before, after] : [];
}

function consistent(old, young, path) {
  if (!path) return false;
  if (old.size === 0) return same(old.root, EMPTY);
  let [number, last] = [old.size - 1, young.size - 1];
  while (number % 2 === 1) [number, last] = [(number - 1) / 2, Math.floor(last / 2)];
  const power = Number.isInteger(Math.log2(old.size));
  const [start, ...steps] = power ? [old.root, ...path] : path;
  const [before, after] = start ? climb(number, last, start, steps) : [];
  return same(before, old.root) && same(after, young.root);
}

function paths(rows, names) {
  need(Array.isArray(rows), "unreadable", "proofs");
  return new Map(rows.map((row) => {
    need(isObject(row) && sameList(Object.keys(row), names) && Array.isArray(row.path),
      "unreadable", "proofs");
    numbers(row, names.slice(0, 2), "proofs");
    return [`${row[names[0]]} ${row[names[1]]}`, row.path.map((step) => bytes(step, "proofs"))];
  }));
}

function checkProofs(members, notes, leaves) {
  const proofs = object(members.get("proofs.json"), ["consistency", "inclusion"], "proofs");
  const grown = paths(proofs.consistency, ["old", "new", "path"]);
  const held = paths(proofs.inclusion, ["position", "size", "path"]);
  const bySize = new Map();
  for (const note of notes) if (!bySize.has(note.size)) bySize.set(note.size, note);
  for (const note of notes)
    need(same(note.root, bySize.get(note.size).root), "broken", "forked", note.size);
  const ordered = [...bySize.values()].sort((a, b) => a.size - b.size);
  ordered.slice(1).forEach((note, n) => need(
    consistent(ordered[n], note, grown.get(`${ordered[n].size} ${note.size}`)),
    "broken", "proof", ordered[n].size + 1, note.size));
  const end = ordered.at(-1) ?? { size: 0, root: EMPTY };
  for (const [place, leaf] of leaves) {
    const path = held.get(`${place} ${end.size}`);
    need(path && place <= end.size
      && same(climb(place - 1, end.size - 1, leaf, path)[1], end.root), "broken", "proof", place);
  }
}

export function judge(file, limit, keyTexts, keptTexts, witnessTexts) {
  const keys = keyTexts.map((said) => readKey(said));
  const witnesses = witnessTexts.map((said) => readKey(said, 4));
  const own = keptTexts.map((text) => readNote(text, "kept"));
  const { manifest, members } = open(file, limit);
  const { origin, size, scope } = manifest;
  const notes = [...lines(members, "checkpoints", ["note"])]
    .map((line) => readNote(line.note, "checkpoints"));
  const signed = notes.filter((note) => standing(note, keys) === "signed");
  const newest = Math.max(-1, ...signed.map((note) => note.size));
  for (const note of notes) {
    need(note.origin === origin, "broken", "origin", note.size);
    const found = keys.length ? standing(note, keys) : "signed";
    need(found === "signed" || (found === "retired" && note.size <= newest),
      "broken", found, note.size);
  }
  let leaves = leavesOf(members, manifest);
  const roots = new Map(notes.map((note) => [note.size, note.root]));
  if (scope === "whole") {
    const [row, known] = [[...leaves.values()], new Map()];
    for (const note of [...notes].sort((a, b) => a.size - b.size)) {
      need(note.size <= size, "broken", "shortened", size + 1, note.size);
      const found = treeHash(row, 0, note.size, known);
      const good = Math.max(0, ...notes.map((n) => n.size).filter((n) => n < note.size));
      need(same(found, note.root), "broken", "rewritten", good + 1, note.size);
    }
    for (const note of own)
      if (note.size <= size) roots.set(note.size, treeHash(row, 0, note.size, known));
    leaves = new Map();
  }
  checkProofs(members, notes, leaves);
  const origins = [origin, ...keys.map((key) => `${key.name}/t/${manifest.tenant}`)];
  for (const note of own) {
    need(origins.includes(note.origin) && ["signed", "retired"].includes(standing(note, keys)),
      "unproved", "kept");
    need(note.size <= size, "broken", "shortened", size + 1, note.size);
    need(roots.has(note.size), "unproved", "kept");
    need(same(roots.get(note.size), note.root), "broken", "rewritten", 1, note.size);
  }
  need(keys.length && notes.length, "unproved", keys.length ? "checkpoint" : "key");
  const proved = witnesses.length ? witnessed(notes, witnesses)
    : Math.max(...notes.map((note) => note.size));
  return { verdict: "intact", kind: "", first: 0, last: 0, size, proved };
}

function verdict([path, limit, ...names]) {
  try {
    const texts = names.map((name) => JSON.parse(readFileSync(name, "utf8")));
    return judge(readFileSync(path), Number(limit), ...texts);
  } catch (error) {
    if (error instanceof Ended) return error.verdict;
    return new Ended("unreadable", "zip").verdict;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(JSON.stringify(verdict(process.argv.slice(2))));
