import type { trace as en } from '../en/trace.ts';

type Counts = Parameters<typeof en.summary>[0];

const NAMES: Readonly<Record<keyof Counts, string>> = {
	critical: 'amaran kritikal',
	alert: 'amaran tinggi',
	order: 'peristiwa pesanan',
	payment: 'bayaran',
	stock: 'perubahan stok',
	trade: 'dagangan',
	presence: 'datang atau pergi',
	other: 'peristiwa lain',
	heartbeat: 'heartbeat',
	poll: 'jawapan melalui HTTP',
};

export const trace: typeof en = {
	summary: (counts, lost) => {
		const parts = (Object.keys(NAMES) as (keyof Counts)[])
			.filter((kind) => counts[kind] > 0)
			.map((kind) => `${counts[kind]} ${NAMES[kind]}`);
		const told = parts.length === 0 ? ['tiada apa yang tiba'] : parts;
		return `60 saat terakhir: ${[...told, lost === null ? 'tiada kehilangan' : `tiada talian selama ${lost}`].join(', ')}`;
	},
};
