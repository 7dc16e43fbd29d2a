package main

import (
	"fmt"

	"github.com/urfave/cli/v2"
)

func completionCommand() *cli.Command {
	return &cli.Command{
		Name: "completion", Usage: "write a completion script for bash, zsh, fish or powershell", ArgsUsage: "SHELL",
		Description: "bash: source <(tolsey completion bash)\nzsh:  tolsey completion zsh > ~/.zfunc/_tolsey\nfish: tolsey completion fish > ~/.config/fish/completions/tolsey.fish",
		Action: func(c *cli.Context) error {
			args, err := arguments(c, "SHELL")
			if err != nil {
				return err
			}
			script, ok := map[string]string{"bash": bashCompletion, "zsh": zshCompletion, "powershell": powershellCompletion}[args[0]]
			if args[0] == "fish" {
				script, err = c.App.ToFishCompletion()
				if err != nil {
					return fmt.Errorf("write completion: %w", err)
				}
				ok = true
			}
			if !ok {
				return usage("no completion for shell %q; write bash, zsh, fish or powershell", args[0])
			}
			_, err = fmt.Fprintln(c.App.Writer, script)
			return err
		},
	}
}

// The scripts ask the program itself: with --generate-bash-completion as its last argument it lists what may follow.
const (
	bashCompletion = `_tolsey() {
  local cur=${COMP_WORDS[COMP_CWORD]} words=("${COMP_WORDS[@]:0:COMP_CWORD}")
  [[ $cur == -* ]] && words+=("$cur")
  COMPREPLY=($(compgen -W "$("${words[@]}" --generate-bash-completion 2>/dev/null)" -- "$cur"))
}
complete -o default -F _tolsey tolsey`

	zshCompletion = `#compdef tolsey
_tolsey() {
  local -a words_so_far candidates
  words_so_far=(${words[1,CURRENT-1]})
  [[ ${words[CURRENT]} == -* ]] && words_so_far+=(${words[CURRENT]})
  candidates=(${(f)"$(${words_so_far} --generate-bash-completion 2>/dev/null)"})
  (( ${#candidates} )) && _describe 'tolsey' candidates || _files
}
_tolsey "$@"`

	powershellCompletion = `Register-ArgumentCompleter -Native -CommandName tolsey -ScriptBlock {
  param($word, $ast, $position)
  Invoke-Expression "$ast --generate-bash-completion" | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}`
)
