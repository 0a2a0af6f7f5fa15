/** The folder that is served: the product's build, and beside it the two comparison pages, bundled on the spot. */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const PAGES = fileURLToPath(new URL('pages/', import.meta.url));
const ROOT = fileURLToPath(new URL('../', import.meta.url));

export interface Site {
	readonly folder: string;
	/** The script that every page gets first. */
	readonly probe: string;
	remove(): void;
}

/** Builds the product into `build/`, as `npm start` does. */
export async function buildProduct(): Promise<string> {
	await build({ root: ROOT, logLevel: 'warn' });
	return join(ROOT, 'build');
}

async function bundle(name: string, folder: string): Promise<void> {
	await build({
		configFile: false,
		root: ROOT,
		publicDir: false,
		logLevel: 'error',
		define: { 'process.env.NODE_ENV': '"production"' },
		build: {
			outDir: folder,
			emptyOutDir: false,
			copyPublicDir: false,
			lib: {
				entry: join(PAGES, `${name}.ts`),
				formats: ['iife'],
				name: 'bench',
				fileName: () => `${name}.js`,
			},
		},
	});
}

/** Puts the site together in a temporary folder. */
export async function createSite(buildFolder: string): Promise<Site> {
	if (!existsSync(join(buildFolder, 'index.html'))) throw new Error(`No built page in ${buildFolder}`);
	const folder = mkdtempSync(join(tmpdir(), 'watchfloor-bench-'));
	const pages = join(folder, 'bench');
	cpSync(buildFolder, folder, { recursive: true });
	for (const name of ['floor', 'prepend', 'probe']) await bundle(name, pages);
	for (const name of ['floor', 'prepend']) cpSync(join(PAGES, `${name}.html`), join(pages, `${name}.html`));
	return {
		folder,
		probe: join(pages, 'probe.js'),
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}
