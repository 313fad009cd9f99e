import { runCommand } from './cli/arcadia.ts';

await runCommand(['serve']);
