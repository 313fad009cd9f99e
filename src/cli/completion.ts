import { kindsByName } from '../kinds/index.ts';
import { type Command, UsageError } from './command.ts';

/** What the shells complete: commands, their options, and the names of kinds behind --kind. */
export function completion(commands: () => readonly Command[]): Command {
  return {
    name: 'completion',
    usage: 'completion bash|zsh|fish',
    summary: 'Prints what makes a shell complete: source <(arcadia completion bash).',
    options: ['bash', 'zsh', 'fish'],
    async run([shell = '', ...rest]) {
      const script = Object.hasOwn(shells, shell) && rest.length === 0 ? shells[shell] : undefined;
      if (script === undefined) throw new UsageError('Say for which shell: bash, zsh or fish.');
      process.stdout.write(script(commands()));
      return 0;
    },
  };
}

const shells: Readonly<Record<string, (commands: readonly Command[]) => string>> = { bash, zsh, fish };

const kindNames = () => [...kindsByName.keys()].join(' ');

function bash(commands: readonly Command[]): string {
  const cases = commands
    .filter(({ options = [] }) => options.length > 0)
    .map(({ name, options = [] }) => `    ${name}) words='${options.join(' ')}' ;;`);
  return `# arcadia, for bash: source <(arcadia completion bash)
_arcadia() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=''
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then words='${commands.map(({ name }) => name).join(' ')}'; fi
  if [ "$previous" = --kind ]; then words='${kindNames()}'; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _arcadia arcadia
`;
}

function zsh(commands: readonly Command[]): string {
  const described = commands.map(({ name, summary }) => `    '${name}:${quoted(summary).replaceAll(':', '\\:')}'`);
  const cases = commands
    .filter(({ options = [] }) => options.length > 0)
    .map(({ name, options = [] }) => `    ${name}) compadd -- ${options.join(' ')} ;;`);
  return `#compdef arcadia
# arcadia, for zsh: source <(arcadia completion zsh)
_arcadia() {
  local -a commands
  commands=(
${described.join('\n')}
  )
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  if [[ \${words[CURRENT-1]} == --kind ]]; then compadd -- ${kindNames()}; return; fi
  case \${words[2]} in
${cases.join('\n')}
  esac
}
compdef _arcadia arcadia
`;
}

function fish(commands: readonly Command[]): string {
  const lines = commands.flatMap(({ name, summary, options = [] }) => [
    `complete -c arcadia -n __fish_use_subcommand -a ${name} -d '${quoted(summary)}'`,
    ...options.map((option) => {
      const word = option.startsWith('--') ? `-l ${option.slice(2)}` : `-a ${option}`;
      const kinds = option === '--kind' ? ` -x -a '${kindNames()}'` : '';
      return `complete -c arcadia -n '__fish_seen_subcommand_from ${name}' ${word}${kinds}`;
    }),
  ]);
  return `# arcadia, for fish: arcadia completion fish | source\ncomplete -c arcadia -f\n${lines.join('\n')}\n`;
}

/** Within single quotes, of zsh and fish alike. */
function quoted(text: string): string {
  return text.replaceAll("'", '’');
}
