/** The composition root: every part of the screen is made and joined here, and nowhere else. */
import type { Config, Problem } from './config.ts';
import { authorise } from './connection/authorise.ts';
import { createEchoConnection } from './connection/echo-connection.ts';
import { keepLink } from './connection/link.ts';
import { createDecoder } from './contract/decode.ts';
import type { Source } from './contract/source.ts';
import { presets } from './contract/sources/index.ts';
import { createClock } from './devices/clock.ts';
import { createSoundDesk } from './devices/sound.ts';
import { createStorage } from './devices/storage.ts';
import { DEFAULT_STATUS_GROUPS } from './domain/figures.ts';
import { Dashboard } from './state/dashboard.svelte.ts';
import { SettingsStore } from './state/settings.svelte.ts';

export interface App {
	readonly dashboard: Dashboard;
	/** Connects and listens. Call the result to stop it all. */
	start(): () => void;
}

/** Joins the parts for one page load. `base` is the path the page is served under. */
export function createApp(config: Config, sources: readonly Source[], base: string): App {
	const clock = createClock();
	const settings = new SettingsStore(createStorage());
	const connection = createEchoConnection({
		...config,
		channels: [...new Set(sources.flatMap((source) => source.channels))],
		authorise: (socketId, channel) => authorise(config.authEndpoint, socketId, channel),
		isOnline: () => navigator.onLine,
		now: clock.now,
		report,
	});
	const dashboard = new Dashboard({
		connection,
		decode: createDecoder(sources, { currency: config.currency }),
		clock,
		sound: createSoundDesk(base),
		settings,
		rules: { zone: config.zone, groups: { ...DEFAULT_STATUS_GROUPS, ...dropUndefined(config.statusGroups) } },
	});
	return {
		dashboard,
		start() {
			const stopLink = keepLink(connection, { random: Math.random, isHidden: () => document.hidden });
			const stop = dashboard.start();
			return () => {
				stopLink();
				stop();
			};
		},
	};
}

/** The sources a configuration names: presets, JSON files of the shop's own, or sources written out in place. */
export async function loadSources(
	config: Config,
	base: string,
	fetcher: typeof fetch,
): Promise<{ sources: Source[]; problems: Problem[] }> {
	const sources: Source[] = [];
	const problems: Problem[] = [];
	for (const [index, entry] of config.sources.entries()) {
		const name = `sources[${index}]`;
		const where = typeof entry === 'string' ? entry : 'watchfloor.json';
		const read = await readSource(entry, base, fetcher);
		if (typeof read === 'string') {
			problems.push({ name, problem: read, where });
			continue;
		}
		if ('source' in read) {
			sources.push(read.source);
			continue;
		}
		// Only a shop with a file of its own loads the schema.
		const { parseSource } = await import('./contract/source.ts');
		const parsed = parseSource(read.content);
		if (parsed.ok) sources.push(parsed.source);
		else problems.push(...parsed.errors.map((problem) => ({ name, problem, where })));
	}
	for (const [index, { name }] of sources.entries()) {
		if (sources.findIndex((source) => source.name === name) === index) continue;
		const problem = `two sources are called “${name}”: their orders could not be told apart`;
		problems.push({ name: 'sources', problem, where: 'watchfloor.json' });
	}
	return { sources, problems };
}

/** A preset, the unchecked content of the shop's own source, or why it cannot be had. */
async function readSource(
	entry: Config['sources'][number],
	base: string,
	fetcher: typeof fetch,
): Promise<{ source: Source } | { content: unknown } | string> {
	if (typeof entry !== 'string') return { content: entry };
	if (Object.hasOwn(presets, entry)) return { source: presets[entry as keyof typeof presets] };
	if (!entry.endsWith('.json')) {
		return `“${entry}” is no preset (${Object.keys(presets).join(', ')}) and no address of a .json file`;
	}
	try {
		const response = await fetcher(new URL(entry, new URL(`${base}/`, location.href)));
		if (!response.ok) return `was answered with status ${response.status}`;
		return { content: await response.json() };
	} catch (error) {
		return error instanceof SyntaxError ? `is not valid JSON: ${error.message}` : 'could not be fetched';
	}
}

function dropUndefined<Value extends object>(
	value: Value,
): { [Key in keyof Value]: NonNullable<Value[Key]> } {
	const entries = Object.entries(value).filter(([, held]) => held !== undefined);
	return Object.fromEntries(entries) as { [Key in keyof Value]: NonNullable<Value[Key]> };
}

/** A defect of ours: into the console once, where a developer looks. */
function report(error: unknown): void {
	// eslint-disable-next-line no-console
	console.error(error);
}
