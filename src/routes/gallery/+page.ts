import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** A page for whoever works on the panels: `npm run dev` has it, a build has not. */
export const load: PageLoad = ({ url }) => {
	if (!import.meta.env.DEV) error(404, 'Not found');
	return { query: Object.fromEntries(url.searchParams) };
};
