import { parseArgs } from 'node:util';
import { startSimulator } from '../simulator/server.ts';
import { type Command, UsageError } from './command.ts';

export const simulate: Command = {
  name: 'simulate',
  usage: 'simulate [--port n] [--droplets n] [--seed n]',
  summary: 'Plays DigitalOcean alone; any bearer token opens it.',
  options: ['--port', '--droplets', '--seed'],
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '4010' },
        droplets: { type: 'string', default: '84' },
        seed: { type: 'string', default: '1' },
      },
    });
    const simulator = await startSimulator({
      port: wholeNumber('--port', values.port, 0, 65_535),
      droplets: wholeNumber('--droplets', values.droplets, 0, 10_000_000),
      seed: wholeNumber('--seed', values.seed, 0, 2 ** 31),
      control: true,
    });
    const { endpoint, accessKeyId, secretAccessKey } = simulator.spaces;
    process.stdout.write(
      [
        `A simulated DigitalOcean answers at ${simulator.url}`,
        `Spaces: SPACES_ENDPOINT_URL='${endpoint}' SPACES_ACCESS_KEY_ID=${accessKeyId} SPACES_SECRET_ACCESS_KEY=${secretAccessKey}\n`,
      ].join('\n'),
    );
    await new Promise((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    await simulator.close();
    return 0;
  },
};

function wholeNumber(option: string, text: string, min: number, max: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= min && number <= max) return number;
  throw new UsageError(`${option} is "${text}", and wants a whole number from ${min} to ${max}.`);
}
