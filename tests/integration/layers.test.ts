import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, test, vi } from 'vitest';

// The first look reads the whole project's types.
vi.setConfig({ testTimeout: 60_000 });
const eslint = new ESLint();

/** The messages about imports that a line planted at the top of an existing file gets. */
async function complaints(file: string, line: string): Promise<string[]> {
	const code = file.endsWith('.svelte') ? `<script lang="ts">\n${line}\n</script>` : line;
	const [result] = await eslint.lintText(code, { filePath: file });
	return (result?.messages ?? [])
		.filter(({ ruleId }) => ruleId?.includes('no-restricted'))
		.map(({ message }) => message);
}

describe('who may import whom', () => {
	test.each([
		['src/lib/contract/decode.ts', "import { reduce } from '../domain/dashboard.ts';"],
		['src/lib/contract/sources/orders.ts', "import { reduce } from '../../domain/dashboard.ts';"],
		['src/lib/contract/decode.ts', "import { readFileSync } from 'node:fs';"],
		['src/lib/contract/decode.ts', 'export const now = Date.now();'],
		['src/lib/domain/dashboard.ts', "import { createDecoder } from '../contract/decode.ts';"],
		['src/lib/domain/dashboard.ts', "import { untrack } from 'svelte';"],
		['src/lib/domain/dashboard.ts', 'export const chance = Math.random();'],
		['src/lib/domain/dashboard.ts', 'setTimeout(() => {}, 1);'],
		['src/lib/connection/link.ts', "import { reduce } from '../domain/dashboard.ts';"],
		['src/lib/connection/link.ts', "import { Dashboard } from '$lib/state/dashboard.svelte';"],
		['src/lib/devices/sound.ts', "import type { ShopEvent } from '../contract/events.ts';"],
		[
			'src/lib/state/dashboard.svelte.ts',
			"import { createEchoConnection } from '../connection/echo-connection.ts';",
		],
		['src/lib/state/dashboard.svelte.ts', "import { createSoundDesk } from '../devices/sound.ts';"],
		['src/lib/state/dashboard.svelte.ts', "import Panel from '../panels/shell/Floor.svelte';"],
		['src/lib/config.ts', "import { createApp } from './app.ts';"],
		['src/lib/app.ts', "import Floor from './panels/shell/Floor.svelte';"],
		['src/lib/ui/Button.svelte', "import { formatCount } from '$lib/domain/format.ts';"],
		['src/lib/panels/rate/RatePanel.svelte', "import { selectRate } from '$lib/domain/rate.ts';"],
		['src/lib/panels/rate/RatePanel.svelte', "import { presets } from '$lib/contract/sources/index.ts';"],
		['src/lib/panels/rate/RatePanel.svelte', "import Rail from '../shell/Rail.svelte';"],
		['src/lib/panels/rate/RatePanel.svelte', "import { Dashboard } from '$lib/state/dashboard.svelte';"],
		['src/routes/(floor)/+page.svelte', "import { createClock } from '$lib/devices/clock';"],
		['src/routes/(floor)/+page.svelte', "import { createBroadcaster } from '../broadcaster/broadcaster.ts';"],
		['src/broadcaster/protocol.ts', "import { presets } from '../lib/contract/sources/index.ts';"],
		['src/broadcaster/protocol.ts', "import Pusher from 'pusher';"],
		['src/demo/demo.ts', "import { createBroadcaster } from '../broadcaster/broadcaster.ts';"],
		['src/demo/demo.ts', "import { reduce } from '../lib/domain/dashboard.ts';"],
		['src/server.ts', "import { parseConfig } from './lib/config.ts';"],
	])('%s refuses %s', async (file, line) => {
		expect(await complaints(file, line)).not.toEqual([]);
	});

	test.each([
		['src/lib/contract/decode.ts', "import * as v from 'valibot';"],
		['src/lib/domain/dashboard.ts', "import type { ShopEvent } from '../contract/events.ts';"],
		['src/lib/connection/echo-connection.ts', "import Pusher from 'pusher-js';"],
		['src/lib/state/dashboard.svelte.ts', "import type { Connection } from '../connection/connection.ts';"],
		['src/lib/panels/rate/RatePanel.svelte', "import { formatCount } from '$lib/domain/format.ts';"],
		['src/lib/panels/rate/RatePanel.svelte', "import type { Rate } from '$lib/domain/rate.ts';"],
		['src/lib/panels/rate/RatePanel.svelte', "import { useDashboard } from '$lib/state/context';"],
		['src/routes/(floor)/+page.svelte', "import Floor from '$lib/panels/shell/Floor.svelte';"],
		['src/server.ts', "import { startDemo } from './demo/demo.ts';"],
	])('%s allows %s', async (file, line) => {
		expect(await complaints(file, line)).toEqual([]);
	});
});

test('no file imports itself by a detour', () => {
	const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
		.map((file) => join('src', file))
		.filter((file) => /\.(ts|svelte)$/.test(file) && !file.endsWith('.test.ts'));
	const importsOf = (file: string) =>
		[...readFileSync(file, 'utf8').matchAll(/^\s*(?:import|export) (?!type )[^;]*?from '([^']+)'/gm)]
			.map(([, specifier = '']) => resolve(file, specifier))
			.filter((target) => target !== undefined);
	const resolve = (file: string, specifier: string) => {
		const path = specifier.startsWith('$lib/')
			? join('src/lib', specifier.slice(5))
			: join(dirname(file), specifier);
		return [path, `${path}.ts`].find((candidate) => files.includes(candidate));
	};
	const graph = new Map(files.map((file) => [file, importsOf(file)]));
	const cycles: string[] = [];
	const done = new Set<string>();
	const visit = (file: string, path: readonly string[]): void => {
		if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
		if (path.includes(file) || done.has(file)) return;
		for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
		done.add(file);
	};
	for (const file of files) visit(file, []);
	expect(files.length).toBeGreaterThan(50);
	expect(cycles).toEqual([]);
});
