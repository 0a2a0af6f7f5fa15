import { base } from '$app/paths';
import { loadSources } from '$lib/app';
import { loadConfig } from '$lib/config';
import type { LayoutLoad } from './$types';

export const ssr = false;
export const prerender = false;

export const load: LayoutLoad = async ({ fetch }) => {
	const result = await loadConfig(base, location, fetch);
	if (!result.ok) return { problems: result.problems };
	const { sources, problems } = await loadSources(result.config, base, fetch);
	return problems.length > 0 ? { problems } : { problems, config: result.config, sources };
};
