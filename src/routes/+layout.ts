import { base } from '$app/paths';
import { loadSources, openLanguage } from '$lib/app';
import { loadConfig } from '$lib/config';
import type { LayoutLoad } from './$types';

export const ssr = false;
export const prerender = false;

export const load: LayoutLoad = async ({ fetch }) => {
	const [language, result] = await Promise.all([openLanguage(), loadConfig(base, location, fetch)]);
	if (!result.ok) return { language, problems: result.problems };
	const { sources, problems } = await loadSources(result.config, base, fetch);
	if (problems.length > 0) return { language, problems };
	return { language, problems, config: result.config, sources };
};
