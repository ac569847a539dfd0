import * as path from "node:path";

/** What looking for flylint depends on, so that tests can say it. */
export interface Surroundings {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  home: string;
  /** The first folder of the workspace. */
  folder?: string;
  /** Whether a path is a file that can be started. */
  isProgram(path: string): boolean;
}

/** Where flylint is, or where it was looked for in vain. */
export type Found = { path: string } | { tried: string[] };

/**
 * Finds flylint: what the setting names and nothing else, or, when it names
 * nothing, the first on PATH or where the usual installers put programs. An
 * editor that was not started from a shell often has a short PATH.
 */
export function find(setting: string, around: Surroundings): Found {
  const named = setting.trim();
  const candidates = named === "" ? usualPlaces(around) : [expand(named, around)];
  const path = candidates.find(around.isProgram);
  return path === undefined ? { tried: candidates } : { path };
}

/** Replaces a leading ~ and ${workspaceFolder}; a relative path starts there. */
function expand(setting: string, { platform, home, folder }: Surroundings): string {
  const expanded = setting
    .replace(/^~(?=$|[\\/])/, () => home)
    .replaceAll("${workspaceFolder}", () => folder ?? "");
  return pathOf(platform).resolve(folder ?? home, expanded);
}

/** The places to look in, in order, each once. */
function usualPlaces({ platform, env, home }: Surroundings): string[] {
  const { join, delimiter } = pathOf(platform);
  const name = platform === "win32" ? "flylint.exe" : "flylint";
  const dirs = [
    ...(env.PATH ?? env.Path ?? "").split(delimiter),
    env.GOBIN,
    ...(env.GOPATH ?? join(home, "go")).split(delimiter).map((dir) => dir && join(dir, "bin")),
    join(home, ".local", "bin"),
    join(home, ".local", "share", "mise", "shims"),
    join(home, ".asdf", "shims"),
    ...(platform === "win32" ? [] : ["/opt/homebrew/bin", "/usr/local/bin", "/home/linuxbrew/.linuxbrew/bin"]),
  ];
  // An empty or relative entry of PATH would be a program of the project's.
  const absolute = dirs.filter((dir): dir is string => !!dir && pathOf(platform).isAbsolute(dir));
  return [...new Set(absolute.map((dir) => join(dir, name)))];
}

function pathOf(platform: NodeJS.Platform): path.PlatformPath {
  return platform === "win32" ? path.win32 : path.posix;
}
