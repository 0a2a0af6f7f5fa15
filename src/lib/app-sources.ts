/** Which sources a page reads, from what its configuration names. */
import type { Config, Problem } from './config.ts';
import type { Source } from './contract/source.ts';
import { presets } from './contract/sources/index.ts';

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
