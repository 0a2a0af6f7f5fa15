import { base } from '$app/paths';
import type { Reroute } from '@sveltejs/kit';

/** `/?screen=wall` is the wall too: a host that serves one file only knows no address but its own. */
export const reroute: Reroute = ({ url }) =>
	url.searchParams.get('screen') === 'wall' ? `${base}/wall` : undefined;
