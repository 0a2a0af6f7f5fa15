import { preloadCode } from '$app/navigation';
import { whenIdle } from '$lib/ui/when-idle';

const RETRY_MS = 30_000;

/**
 * Fetches the code of the pages at `paths` once there is nothing better to do: who asks for one of them later may find the
 * server that has it away. Returns cancel.
 */
export function loadAhead(paths: readonly string[]): () => void {
	let cancel = whenIdle(() => void load());
	let isOver = false;
	async function load(): Promise<void> {
		try {
			for (const path of paths) await preloadCode(path);
		} catch {
			if (isOver) return;
			const timer = setTimeout(() => void load(), RETRY_MS);
			cancel = () => clearTimeout(timer);
		}
	}
	return () => {
		isOver = true;
		cancel();
	};
}
