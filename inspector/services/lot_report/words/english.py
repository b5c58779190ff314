"""The words of a lot report, in English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "kicker": "Lot report",
        "subtitle": "{products}  ·  Station {station}  ·  {period}",
        "no_products": "no product",
        "final": "FINAL",
        "preliminary": "PRELIMINARY",
        "simulated": "SIMULATED",
        "runs": "still runs",
        "page": "Page {number} of {pages}",
        "unknown_station": "unknown",
        # what a manager reads first
        "tile_parts": "Parts",
        "tile_ok": "OK",
        "tile_rejected": "Found bad",
        "tile_undefined": "No verdict",
        "tile_yield": "Yield",
        "tile_escapes": "Known escapes",
        "note_yield": "95 %: {lower} to {upper}",
        "note_challenge": "challenge parts: {count}",
        "note_decidable": "{count} of them not decidable",
        "note_reviewed": "parts reviewed: {count}",
        "agreed": "Every count agrees",
        "agreed_text": "Station, PLC, ejector and record tell the same of this lot.",
        "agreed_partly": "No count contradicts another",
        "agreed_partly_text": (
            "Counts not measured: {unmeasured}. Counts that differ for a known reason: "
            "{explained}. Section 2 says which."
        ),
        "differs": "Counts that do not agree: {count}",
        "differs_text": "Look at section 2 before this lot is released: {names}.",
        "escaped": "Bad parts known to have left the station: {count}",
        "escaped_text": (
            "Not OK, and the PLC saw them pass: {passed}. Found OK, and people call them bad: "
            "{said}. They are listed below."
        ),
        "is_preliminary": "This report is preliminary",
        "is_open": "The lot still runs. Figures, hash and report number change with every part.",
        "is_pending": "Parts of which nobody has told yet where they went: {count}.",
        "is_empty": "No part of this lot is recorded",
        "is_empty_text": "The lot was begun, and no result belongs to it.",
        "is_simulated": "These results come from a simulated line",
        "is_simulated_text": (
            "No real part was inspected. This report proves nothing of a product."
        ),
        "seals_broken": "The chain of seals is broken",
        "seals_broken_text": (
            "Results were changed after they were sealed, or the chain itself was."
        ),
        "outdated": "The record was changed after it was signed",
        "outdated_text": (
            "Signatures below that stand under other data than this report shows: {count}."
        ),
        # 1
        "section_lot": "The lot",
        "lot_number": "Number in the record",
        "lot_note": "Note",
        "station": "Station",
        "product": "Product (recipe)",
        "begun": "Begun",
        "ended": "Ended",
        "by": "{moment} by {person}",
        "first_part": "First and last part",
        "span": "{first} to {last}",
        "made": "Report made",
        "report_id": "Report number",
        "zone": "Time zone",
        "zone_text": "All times are the local time of the station, {zone}",
        "nobody": "nobody who had signed in",
        "none": "none",
        "signed_by": "Signed",
        "not_signed": "not signed in the app",
        "signature_line": "{meaning} by {person}, {moment}",
        # 2
        "section_counts": "Reconciliation of all counts",
        "counts_text": (
            "What each device has counted on its own, held against what it must equal. Challenge "
            "parts are included: for the line they are parts like all others."
        ),
        "col_counted": "Count",
        "col_value": "Counted",
        "col_expected": "Must be",
        "col_difference": "Difference",
        "col_standing": "Finding",
        "Counted.triggered": "Parts at the photo-eye, numbered by the station",
        "Counted.plc_triggered": "Parts at the photo-eye, counted by the PLC",
        "Counted.recorded": "Results recorded",
        "Counted.present": "Results still in the record",
        "Counted.commanded": "Rejects commanded (every part but OK)",
        "Counted.confirmed": "Rejects confirmed at the ejector",
        "Counted.plc_rejected": "Rejected parts, counted by the PLC",
        "Counted.passed": "OK parts that passed",
        "Counted.plc_passed": "Passed parts, counted by the PLC",
        "Counted.bad_passed": "Parts not OK that passed",
        "Counted.good_rejected": "OK parts that were rejected",
        "Counted.unconfirmed": "Rejects without confirmation",
        "Counted.unknown": "Parts of which nobody saw where they went",
        "Counted.pending": "Parts still on their way",
        "Counts.stated": "",
        "Counts.agrees": "agrees",
        "Counts.differs": "DIFFERS",
        "Counts.explained": "explained",
        "Counts.not_measured": "not measured",
        "not_measured_value": "not measured",
        "Remark.none": "",
        "Remark.gate_away": "the gate was away when the lot was begun",
        "Remark.open_ended": "the lot runs, or the gate began a new journal within it",
        "Remark.missing": "part numbers without a result: {detail}",
        "Remark.let_go": "old results let go by retention: {detail}",
        "Remark.no_reading": "the PLC was not asked at both ends of the lot",
        "Remark.still_open": "the PLC is asked when the lot ends",
        "Remark.other_journal": "the gate began to count anew within the lot",
        "Remark.plc_away": "the PLC was away, or has no such count",
        "Remark.under_way": "parts on their way to the ejector: {detail}",
        # 3
        "section_verdicts": "Verdicts",
        "col_verdict": "Verdict",
        "col_parts": "Parts",
        "col_share": "Share",
        "col_reason": "Reason",
        "verdict_of": "{verdict}",
        "reviewed_text": (
            "Parts reviewed by people: {reviewed}. Rejected, and called good: {said_good}. Found "
            "OK, and called bad: {said_bad}."
        ),
        "not_reviewed_text": "No part of this lot was reviewed by a person.",
        # 4
        "section_pareto": "Defects by class",
        "pareto_text": (
            "Parts that were NOT OK by the class that was found, challenge parts left out."
        ),
        "pareto_none": "No part was NOT OK.",
        "pareto_words": "Bars of defect classes, the most frequent first.",
        "pareto_caption": "Classes: {classes}. Parts: {parts}. Right: parts, and cumulative share.",
        "no_class": "(no class)",
        # 5
        "section_chart": "Control chart",
        "chart_caption": (
            "p-chart: share of parts NOT OK in groups of {size} consecutive parts against "
            "limits at 3 standard deviations (Montgomery 7.2). Hollow points stand for "
            "groups too small to be judged."
        ),
        "chart_words": "Share of parts not OK over the lot, with control limits.",
        "chart_none": "No part of this lot was judged.",
        "chart_calm": "No pattern breaks a rule of Western Electric.",
        "chart_small": "All groups are too small to be judged; the chart shows the course only.",
        "chart_broken": "Groups that break a rule of Western Electric: {count}. {which}.",
        "chart_rule": "{moment} (rule {rules})",
        "upper": "UCL",
        "centre": "mean",
        "lower": "LCL",
        # 6
        "section_reviews": "Reviews and overrides",
        "reviews_none": "Nobody has confirmed or overridden a verdict of this lot.",
        "col_when": "When",
        "col_part": "Part",
        "col_station_said": "Station",
        "col_person_said": "Person",
        "col_who": "Who",
        "col_why": "Why",
        "said_confirms": "confirms",
        "said_overrides": "overrides",
        "second_review": "second review of {person}",
        "disputes": "contradicts {person}",
        # 7
        "section_challenges": "Challenge parts",
        "challenges_none": "No challenge was begun within this lot.",
        "challenges_text": (
            "Challenges: {all}. Passed: {passed}. Not passed: {failed}. Cut off: {aborted}."
        ),
        "col_challenge": "Challenge",
        "col_truth": "Truth",
        "col_found": "Found",
        "col_outcome": "Went",
        "col_result": "Result",
        "defective": "must be rejected",
        "good": "must pass",
        "Run.running": "running",
        "Run.passed": "passed",
        "Run.failed": "NOT PASSED",
        "Run.aborted": "cut off",
        "Step.waiting": "did not come",
        "Step.seen": "under way",
        "Step.right": "right",
        "Step.wrong": "WRONG",
        # 8
        "section_force": "Recipe and model in force",
        "force_text": (
            "From which part on what judged; a change within the lot is a row of its own."
        ),
        "force_none": "Nothing judged a part of this lot.",
        "col_since": "From part",
        "col_recipe": "Recipe and revision",
        "col_model": "Model and SHA-256",
        "col_program": "Program",
        "revision_number": "{recipe}, revision {number}",
        "uses_more": "There were more changes; the first {count} are listed.",
        # 9
        "section_alarms": "Alarms within the lot",
        "alarms_none": "No alarm stood while this lot ran.",
        "alarms_more": "There were more alarms; the first {count} are listed.",
        "col_raised": "Raised",
        "col_stood": "Stood",
        "col_alarm": "Alarm",
        "col_seen": "Acknowledged",
        "col_effect": "Effect",
        "stands": "stands",
        "not_seen": "by nobody",
        "times": "{message} ({times} times)",
        "Effect.warns": "warns",
        "Effect.rejects": "rejects parts",
        "Effect.stops": "stops the infeed",
        # 10
        "section_proof": "Proof",
        "proof_text": (
            "The hash covers every result with its views, scores, picture hashes, recipe and "
            "model, and all reviews, challenges, alarms and counts named here. Whoever has "
            "this file and the station can check both:  inspector history report --check FILE"
        ),
        "digest": "SHA-256 of the data",
        "digest_lot": "of the lot and the counts",
        "digest_results": "of the results",
        "digest_reviews": "of the reviews",
        "digest_challenges": "of the challenges",
        "digest_alarms": "of the alarms",
        "sealed": "Sealed results",
        "sealed_all": "all {count}; the chain up to them is whole (blocks: {blocks})",
        "sealed_partly": "{count} of {all}; the chain is whole; the others wait for their seal",
        "sealed_broken": "BROKEN: {faults}",
        "sealed_none": "no result yet",
        "sealed_waits": "none of {all} yet; results are sealed ten minutes after their verdict",
        "seal_head": "Head of the chain",
        "noted": "Noted in the audit trail",
        "noted_at": "{moment}, entry {seq}",
        "noted_not": "not yet",
        "pictures": "Pictures in this report",
        "pictures_text": "{shown} of {all} rejects; small copies, the archive keeps the originals",
        "pictures_none": "no reject, no picture",
        # 11
        "section_signatures": "Signatures",
        "signatures_text": (
            "A signature in the app is given with the person's own PIN or password and is an entry "
            "of the chained audit trail. It names the hash of the data that was signed."
        ),
        "signatures_none": "Nobody has signed this lot in the app.",
        "col_meaning": "Meaning",
        "col_entry": "Audit entry",
        "col_signed": "Data signed",
        "signed_same": "as in this report",
        "signed_other": "OTHER DATA: {digest}",
        "Role.operator": "operator",
        "Role.quality": "quality",
        "Role.engineer": "engineer",
        "Role.admin": "administrator",
        "Meaning.reviewed": "Reviewed",
        "Meaning.released": "Released",
        "Meaning.blocked": "Blocked",
        "ink_name": "Name",
        "ink_date": "Date",
        "ink_signature": "Signature",
        # annex
        "section_escapes": "Parts that passed and should not have",
        "section_rejects": "Every reject",
        "rejects_text": (
            "Parts that were not OK or were rejected: {all}, in the order of their recording, "
            "challenge parts left out."
        ),
        "rejects_none": "No part of this lot was rejected.",
        "rejects_plain": (
            "Further rejects, without pictures here: {count}. The archive keeps the pictures: "
            "inspector history export FILE.csv --lot NAME lists their files and hashes."
        ),
        "rejects_more": (
            "Further rejects that are not listed: {count}; an export of the lot has them all."
        ),
        "card_title": "{verdict}  {class_name}",
        "card_unsure": "{verdict}  {class_name}?",
        "card_part": "Part {part}  ·  No. {number}",
        "card_score": "Score {score}  ·  limit {limit}",
        "card_outcome": "Went: {outcome}",
        "card_camera": "{camera}  ·  {model}",
        "card_review": "Review: {standing}",
        "no_picture": "no picture",
        "col_id": "Result",
        "col_score": "Score",
        "col_limit": "Limit",
    }
)
