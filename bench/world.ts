/** The server, as a process of its own: the product's `startWatchfloor` over a copy of the build with the bench's pages. */
import { startWatchfloor } from '../src/server.ts';
import { LOCAL_APP } from '../src/settings.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Which folder?');

const { url } = await startWatchfloor(
	{
		host: '127.0.0.1',
		port: 0,
		isEmbedded: true,
		isDemo: false,
		seed: 1,
		app: LOCAL_APP,
		page: { shopName: 'Bench', zone: 'Asia/Kuala_Lumpur', currency: 'MYR' },
	},
	folder,
);
process.once('disconnect', () => process.exit(0));
process.send?.({ kind: 'ready', url });
