"""Kinds of papers in a civil suit, by who files them: one dated list, from the usual names in Korean practice (민사소송법)."""

from lawsuit_hub.features.briefings.types import Side

AS_OF = "2026-11-30"
OTHER = "other"
_PARTY = frozenset({Side.OURS, Side.DEFENDANT})
_COURT = frozenset({Side.COURT})

# In the order in which a suit meets them.
KINDS: dict[str, frozenset[Side]] = {
    "complaint": frozenset({Side.OURS}),  # 소장
    "answer": frozenset({Side.DEFENDANT}),  # 답변서
    "brief": _PARTY,  # 준비서면
    "evidence": _PARTY,  # 증거신청, 서증
    "amendment": frozenset({Side.OURS}),  # 청구취지·청구원인 변경신청
    "counterclaim": frozenset({Side.DEFENDANT}),  # 반소장
    "correction_order": _COURT,  # 보정명령
    "correction": frozenset({Side.OURS}),  # 보정서
    "settlement_advice": _COURT,  # 화해권고결정
    "mediation_ruling": _COURT,  # 조정을 갈음하는 결정
    "judgment": _COURT,  # 판결
    "ruling": _COURT,  # 결정, 명령
    "appeal": _PARTY,  # 항소장, 상고장
    OTHER: _PARTY | _COURT,
}
