// A second verifier of sealed packs: all that it knows is in service/verifier/FORMAT.md.
//     node verify_pack.mjs PACK.zip LIMIT KEYS.json   prints the verdict as JSON
import { readFileSync } from "node:fs";
import { Ended, isObject, judge, need, readKey, readNote, sha256, standing, unzip } from "../log/verify_bundle.mjs";

const [MANIFEST, SEAL, BUNDLE] = ["ke-khai.json", "ke-khai.note", "goi-bang-chung.zip"];
const hex = (data) => sha256(data).toString("hex");

function opened(file, limit, named) {
  const { found, read } = unzip(file, limit, named);
  return new Map(found.map((one) => [one.name, read(one)]));
}

function checkMembers(pack) {
  need(pack.has(SEAL), "broken", "unsealed");
  const said = JSON.parse(pack.get(MANIFEST));
  need(isObject(said) && Array.isArray(said.members), "unreadable", "pack");
  const there = [...pack.keys()].filter((name) => name !== MANIFEST && name !== SEAL);
  const listed = new Map(said.members.map((one) => [one.name, one]));
  need(said.format === "sauro-pack-2" && there.length === listed.size, "broken", "member");
  for (const name of there) {
    const [data, one] = [pack.get(name), listed.get(name)];
    need(one && one.size === data.length && one.sha256 === hex(data), "broken", "member");
  }
}

function checkSeal(pack, bundle, keys) {
  const note = readNote(pack.get(SEAL).toString(), "seal");
  const found = keys.length ? standing(note, keys) : "signed";
  need(found === "signed", "broken", `seal ${found}`);
  const tree = JSON.parse(bundle.get("manifest.json")).origin;
  const manifest = pack.get(MANIFEST);
  need(note.origin === `${tree}/pack` && note.size === manifest.length
    && note.root.equals(sha256(manifest)), "broken", "seal");
}

function checkFiles(pack, bundle) {
  const states = bundle.get("events.jsonl").toString().trimEnd().split("\n")
    .map((line) => Buffer.from(JSON.parse(line).state, "base64").toString("latin1"));
  for (const [name, data] of pack) {
    if (!name.startsWith("tep/")) continue;
    const bare = name.slice(4).split(".")[0];
    need(hex(data) === bare && states.some((state) => state.includes(bare)), "broken", "file");
  }
}

function verdict([path, limit, keysFile]) {
  try {
    const texts = JSON.parse(readFileSync(keysFile, "utf8"));
    const pack = opened(readFileSync(path), Number(limit), /^[\w.-]+(\/[\w.-]+)?$/);
    checkMembers(pack);
    let said;
    try {
      said = judge(pack.get(BUNDLE), Number(limit), texts, [], []);
    } catch (ended) {
      if (!(ended instanceof Ended) || ended.verdict.verdict !== "unproved") throw ended;
      said = ended.verdict;
    }
    const bundle = opened(pack.get(BUNDLE), Number(limit));
    checkSeal(pack, bundle, texts.map((text) => readKey(text)));
    checkFiles(pack, bundle);
    return said;
  } catch (error) {
    return error instanceof Ended ? error.verdict : new Ended("unreadable", "pack").verdict;
  }
}

console.log(JSON.stringify(verdict(process.argv.slice(2))));
