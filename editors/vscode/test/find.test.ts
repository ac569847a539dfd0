import assert from "node:assert/strict";
import { test } from "node:test";

import { find, type Surroundings } from "../src/find";

/** A machine that has these programs and no others. */
function machine(programs: string[], more: Partial<Surroundings> = {}): Surroundings {
  return {
    platform: "linux",
    env: { PATH: "/usr/bin:/bin" },
    home: "/home/mira",
    folder: "/home/mira/harbor",
    isProgram: (path) => programs.includes(path),
    ...more,
  };
}

const cases: { name: string; setting?: string; around: Surroundings; path?: string }[] = [
  { name: "on PATH", around: machine(["/bin/flylint", "/home/mira/go/bin/flylint"]), path: "/bin/flylint" },
  { name: "where Go puts it", around: machine(["/home/mira/go/bin/flylint"]), path: "/home/mira/go/bin/flylint" },
  {
    name: "in GOPATH, one of several",
    around: machine(["/b/bin/flylint"], { env: { GOPATH: "/a:/b" } }),
    path: "/b/bin/flylint",
  },
  { name: "in GOBIN", around: machine(["/tools/flylint"], { env: { GOBIN: "/tools" } }), path: "/tools/flylint" },
  {
    name: "where Homebrew puts it, with the short PATH of a desktop",
    around: machine(["/opt/homebrew/bin/flylint"], { platform: "darwin", env: { PATH: "/usr/bin" } }),
    path: "/opt/homebrew/bin/flylint",
  },
  {
    name: "on Windows, whose variable may be Path",
    around: machine(["C:\\tools\\flylint.exe"], {
      platform: "win32",
      env: { Path: "C:\\Windows;C:\\tools" },
      home: "C:\\Users\\mira",
    }),
    path: "C:\\tools\\flylint.exe",
  },
  { name: "by setting", setting: "/opt/flylint", around: machine(["/opt/flylint", "/bin/flylint"]), path: "/opt/flylint" },
  { name: "by setting, from home", setting: "~/bin/flylint", around: machine(["/home/mira/bin/flylint"]), path: "/home/mira/bin/flylint" },
  {
    name: "by setting, from the folder",
    setting: "${workspaceFolder}/tools/flylint",
    around: machine(["/home/mira/harbor/tools/flylint"]),
    path: "/home/mira/harbor/tools/flylint",
  },
  { name: "by setting, relative", setting: "tools/flylint", around: machine(["/home/mira/harbor/tools/flylint"]), path: "/home/mira/harbor/tools/flylint" },
  { name: "a tilde within a name is a letter", setting: "/opt/~/flylint", around: machine(["/opt/~/flylint"]), path: "/opt/~/flylint" },
  { name: "not the one on PATH when the setting names another", setting: "/opt/flylint", around: machine(["/bin/flylint"]) },
  {
    name: "never in the project by an empty or relative entry of PATH",
    around: machine(["flylint", "./flylint", "node_modules/.bin/flylint"], { env: { PATH: "::.:node_modules/.bin" } }),
  },
];

for (const { name, setting = "", around, path } of cases) {
  test(name, () => {
    const found = find(setting, around);
    if (path !== undefined) {
      assert.deepEqual(found, { path });
    } else {
      assert.ok("tried" in found && found.tried.length > 0, JSON.stringify(found));
    }
  });
}

test("each place is tried once", () => {
  const found = find("", machine([], { env: { PATH: "/usr/local/bin:/bin:/bin" } }));
  const tried = "tried" in found ? found.tried : [];
  assert.ok(tried.includes("/usr/local/bin/flylint"));
  assert.deepEqual(tried, [...new Set(tried)]);
});
