import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions } from "vscode-languageclient/node";

import { find } from "./find";

const installing = "https://github.com/flylint/flylint/blob/main/docs/editors.md#install-flylint";

/**
 * The files of a deployment, by name and not by language: which language a
 * fly.toml or a mix.exs is of depends on the other extensions of the user, and
 * this one gives them no new one, for it would cost them their colours.
 */
const files = [
  "**/fly*.toml",
  "**/fly/*.toml",
  "**/mix.{exs,lock}",
  "**/config/**/*.exs",
  "**/lib/**/*.ex",
  "**/*{Dockerfile,dockerfile}*",
  "**/{.dockerignore,litefs.yml}",
  "**/rel/**",
  "**/.flylint.hcl",
];

let client: LanguageClient | undefined;
let output: vscode.OutputChannel;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  output = vscode.window.createOutputChannel("flylint");
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand("flylint.restart", restart),
    vscode.commands.registerCommand("flylint.showOutput", () => output.show()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("flylint.path")) {
        void restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await stop();
}

/** One start or stop at a time: each waits for the one before it. */
let last: Promise<void> = Promise.resolve();

function restart(): Promise<void> {
  last = last.then(stop).then(start);
  return last;
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.dispose().catch(() => undefined); // it may have ended by itself
}

async function start(): Promise<void> {
  const found = find(vscode.workspace.getConfiguration("flylint").get("path", ""), {
    platform: process.platform,
    env: process.env,
    home: homedir(),
    folder: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
    isProgram,
  });
  if ("tried" in found) {
    void explainAbsence(found.tried);
    return;
  }
  output.appendLine(`starting ${found.path} lsp`);
  client = new LanguageClient("flylint", "flylint", { command: found.path, args: ["lsp"] }, options());
  try {
    await client.start();
  } catch (error) {
    output.appendLine(String(error));
    void vscode.window.showErrorMessage(`flylint did not start: ${found.path} lsp`, "Show output").then((answer) => {
      if (answer !== undefined) {
        output.show();
      }
    });
  }
}

function options(): LanguageClientOptions {
  return {
    documentSelector: files.map((pattern) => ({ scheme: "file", pattern })),
    outputChannel: output,
    initializationOptions: { flylint: { schemaRules: vscode.workspace.getConfiguration("flylint").get("schemaRules") } },
    synchronize: { configurationSection: "flylint" },
    diagnosticPullOptions: { onChange: true, onSave: true },
  };
}

/** Says what is missing and how to get it. Nothing is ever downloaded. */
async function explainAbsence(tried: string[]): Promise<void> {
  output.appendLine(["flylint was not found. Looked for:", ...tried].join("\n  "));
  const [how, where] = ["How to install it", "Set its path"];
  const message =
    tried.length === 1
      ? `There is no program ${tried[0]}, which the setting flylint.path names.`
      : "flylint is not installed, or not where this editor finds it.";
  const answer = await vscode.window.showErrorMessage(message, how, where);
  if (answer === how) {
    await vscode.env.openExternal(vscode.Uri.parse(installing));
  } else if (answer === where) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "flylint.path");
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
