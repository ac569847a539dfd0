use zed_extension_api as zed;

/// Starts the flylint that is on PATH. Nothing is downloaded.
struct Flylint;

impl zed::Extension for Flylint {
    fn new() -> Self {
        Flylint
    }

    fn language_server_command(
        &mut self,
        _id: &zed::LanguageServerId,
        worktree: &zed::Worktree,
    ) -> zed::Result<zed::Command> {
        let command = worktree
            .which("flylint")
            .ok_or("flylint is not on PATH; how to install it: https://github.com/flylint/flylint")?;
        Ok(zed::Command {
            command,
            args: vec!["lsp".into()],
            env: worktree.shell_env(),
        })
    }
}

zed::register_extension!(Flylint);
