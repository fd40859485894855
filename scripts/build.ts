/** `npm run build`: the app into `plugin/app`, the plugin into `plugin/lib` with its manifest. Skips what is fresh. */
import { build } from './build/build.ts';

await build({ log: (line) => console.log(line) });
