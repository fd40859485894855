/** `npm run org -- --port N [--fresh] [--source DIR] [--data FILE]`: the bare local org, in the project's own home. */
import { main } from '../test/local-org/main.ts';
import { readHome } from './start/options.ts';

process.exitCode = await main(['--home', readHome(process.env), ...process.argv.slice(2)]);
