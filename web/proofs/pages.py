"""The pages of proofs and of the past, for the application factory."""

from web.proofs import (
    bundles,
    differing,
    history,
    moments,
    own,
    packs,
    papers,
    replaying,
    stamped,
    turned,
    views,
    witnessing,
)

PROOFS = (
    views.bp,
    own.bp_own,
    papers.bp_papers,
    replaying.bp_replay,
    differing.bp_differ,
    history.bp_history,
    moments.bp_moments,
    bundles.bp_bundles,
    packs.bp_packs,
    witnessing.bp_witness,
    stamped.bp_stamps,
    turned.bp_turned,
)
