/// Terminal types of our own, handed to ncurses in memory: no file need be installed for exact colours.
///
/// Compiled from `ravine.ti`: `tic -x -o DIR ravine.ti`, then `TERMINFO=DIR infocmp -x -q -Q2 NAME` for each.
enum DirectTerminal: Sendable {
    case xterm
    case tmux
    case screen

    /// Makes this type known for as long as it takes to start with its name.
    @MainActor
    func use<R>(_ body: (String) -> R) -> R {
        let (name, entry) =
            switch self {
            case .xterm: ("ravine-direct", Self.xtermEntry)
            case .tmux: ("ravine-direct-tmux", Self.tmuxEntry)
            case .screen: ("ravine-direct-screen", Self.screenEntry)
            }
        return withEnvironment(["TERMINFO": entry]) { body(name) }
    }

    private static let xtermEntry = """
        b64:HgInACYADwCdAe4FcmF2aW5lLWRpcmVjdHx4dGVybSB3aXRoIGV4YWN0IGNvbG91cnMAAAEAAAEAAAABAAAAAAEBAAAAAAAAAAEA\
        AAEAAAEAAAAAAAAAAAEAUAAAAAgAAAAYAAAA_____________________________________________________wAAAAEAABAAAAAE\
        AAYACAAZAB4AJgAqAC4A__85AEoATABQAFcA__9ZAGYA__9qAG4AeAB8AP____-AAIQAiQCOAP__oAClAKoA__-vALQAuQC-AMcAywDS\
        AP__5ADpAO8A9QD_______8HAf_______xkB__8dAf_______x8B__8kAf__________KAEsATIBNgE6AT4BRAFKAVABVgFcAWAB__9l\
        Af__aQFuAXMBdwF-Af__hQGJAZEB_____________________________5kBogGrAf__rgG3AcAByQHSAdsB5AHtAfYB_wH_______8I\
        AgwCEQIWAioCMwL_____RQJIAlMCVgJYAlsCuAL__7sC__________-9AsECxQLJAs0C_____9EC__8GA_____8KAxAD____________\
        _xYD_____________xoDHgP__________________________________________________________________yID_____ykD____\
        ______8wAzcDPgP_____RQP__0wD________UwP_____________WgNgA2YDbQN0A3sDggOKA5IDmgOiA6oDsgO6A8IDyQPQA9cD3gPm\
        A-4D9gP-AwYEDgQWBB4EJQQsBDMEOgRCBEoEUgRaBGIEagRyBHoEgQSIBI8ElgSeBKYErgS2BL4ExgTOBNYE3QTkBOsE8AT_________\
        __________________________________________________cEAgUHBRoFHgX-__7______________________________ycF____\
        ____________________LAX_____________________________________________________MgVDBf______________________\
        ______9VBf_______1kFlQX__________________9EF____________________________________________________________\
        ____________________________________________________6AXrBRtbWgAHAA0AG1slaSVwMSVkOyVwMiVkcgAbWzNnABtbSBtb\
        MkoAG1tLABtbSgAbWyVpJXAxJWRHABtbJWklcDElZDslcDIlZEgACgAbW0gAG1s_MjVsAAgAG1s_MTJsG1s_MjVoABtbQwAbW0EAG1s_\
        MTI7MjVoABtbUAAbW00AGygwABtbNW0AG1sxbQAbWz8xMDQ5aBtbMjI7MDswdAAbWzJtABtbNGgAG1s4bQAbWzdtABtbN20AG1s0bQAb\
        WyVwMSVkWAAbKEIAGyhCG1ttABtbPzEwNDlsG1syMzswOzB0ABtbNGwAG1syN20AG1syNG0AG1s_NWgkPDEwMC8-G1s_NWwAG1shcBtb\
        PzM7NGwbWzRsGz4AG1tMAH8AG1szfgAbT0IAG09QABtbMjF-ABtPUQAbT1IAG09TABtbMTV-ABtbMTd-ABtbMTh-ABtbMTl-ABtbMjB-\
        ABtPSAAbWzJ-ABtPRAAbWzZ-ABtbNX4AG09DABtbMTsyQgAbWzE7MkEAG09BABtbPzFsGz4AG1s_MWgbPQAbWz8xMDM0bAAbWz8xMDM0\
        aAAbRQAbWyVwMSVkUAAbWyVwMSVkTQAbWyVwMSVkQgAbWyVwMSVkQAAbWyVwMSVkUwAbWyVwMSVkTAAbWyVwMSVkRAAbWyVwMSVkQwAb\
        WyVwMSVkVAAbWyVwMSVkQQAbW2kAG1s0aQAbWzVpACVwMSVjG1slcDIlezF9JS0lZGIAG2MbXTEwNAcAG1shcBtbPzM7NGwbWzRsGz4A\
        GzgAG1slaSVwMSVkZAAbNwAKABtNACU_JXA5JXQbKDAlZRsoQiU7G1swJT8lcDYldDsxJTslPyVwNSV0OzIlOyU_JXAyJXQ7NCU7JT8l\
        cDElcDMlfCV0OzclOyU_JXA0JXQ7NSU7JT8lcDcldDs4JTttABtIAAkAG093ABtPeQAbT3UAG09xABtPcwBgYGFhZmZnZ2lpampra2xs\
        bW1ubm9vcHBxcXJyc3N0dHV1dnZ3d3h4eXl6ent7fHx9fX5-ABtbWgAbWz83aAAbWz83bAAbT0UAG09GABtPTQAbWzM7Mn4AG1sxOzJG\
        ABtbMTsySAAbWzI7Mn4AG1sxOzJEABtbNjsyfgAbWzU7Mn4AG1sxOzJDABtbMjN-ABtbMjR-ABtbMTsyUAAbWzE7MlEAG1sxOzJSABtb\
        MTsyUwAbWzE1OzJ-ABtbMTc7Mn4AG1sxODsyfgAbWzE5OzJ-ABtbMjA7Mn4AG1syMTsyfgAbWzIzOzJ-ABtbMjQ7Mn4AG1sxOzVQABtb\
        MTs1UQAbWzE7NVIAG1sxOzVTABtbMTU7NX4AG1sxNzs1fgAbWzE4OzV-ABtbMTk7NX4AG1syMDs1fgAbWzIxOzV-ABtbMjM7NX4AG1sy\
        NDs1fgAbWzE7NlAAG1sxOzZRABtbMTs2UgAbWzE7NlMAG1sxNTs2fgAbWzE3OzZ-ABtbMTg7Nn4AG1sxOTs2fgAbWzIwOzZ-ABtbMjE7\
        Nn4AG1syMzs2fgAbWzI0OzZ-ABtbMTszUAAbWzE7M1EAG1sxOzNSABtbMTszUwAbWzE1OzN-ABtbMTc7M34AG1sxODszfgAbWzE5OzN-\
        ABtbMjA7M34AG1syMTszfgAbWzIzOzN-ABtbMjQ7M34AG1sxOzRQABtbMTs0UQAbWzE7NFIAG1sxSwAbWz82OWwAG1slaSVkOyVkUgAb\
        WzZuABtbPyVbOzAxMjM0NTY3ODldYwAbW2MAG1szOTs0OW0AG1szbQAbWzIzbQAbWz82OWgbWyVpJXAxJWRzABtbPzY5aBtbJWk7JXAx\
        JWRzABtbPAAbWzM4OzI7JXAxJXs2NTUzNn0lLyVkOyVwMSV7MjU2fSUvJXsyNTV9JSYlZDslcDElezI1NX0lJiVkbQAbWzQ4OzI7JXAx\
        JXs2NTUzNn0lLyVkOyVwMSV7MjU2fSUvJXsyNTV9JSYlZDslcDElezI1NX0lJiVkbQAbWz82OWgbWyVpJXAxJWQ7JXAyJWRzABtsABtt\
        AAMAAABOAJ8A3AMBAQEAAAAJABIAGQAlACoAPABDAEoAUABaAHoAgQCIAI8AlgCdAKQAqwCyALkAwADHAM4A1QDcAOMA6gDxAPgA_wAG\
        AQ0BFAEbASIBKQEwATcBPgFFAUwBUwFaAWEBaAFvAXYBfQGEAYsBkgGZAaABpwGuAbUBvAHDAcoB0QHYAd8B5gHqAe4B8gH2AfoB_gEC\
        AgYCCgIOAhICFgIcAiECAAADAAcACgANABAAEwAWABkAHAAfACIAJQAoACsAMAA1ADoAPwBEAEgATQBSAFcAXABhAGcAbQBzAHkAfwCF\
        AIsAkQCXAJ0AogCnAKwAsQC2ALwAwgDIAM4A1ADaAOAA5gDsAPIA-AD-AAQBCgEQARYBHAEiASgBLgEyATcBPAFBAUYBSwFPAVMBVwFb\
        AV8BZQFrAXEBdwF9AYMBiQGOAZMBG1s_MjAwNGwAG1s_MjAwNGgAG10xMTIHABtdMTI7JXAxJXMHABtbM0oAG101MjslcDElczslcDIl\
        cwcAG1syMDF-ABtbMjAwfgAbWzIgcQAbWyVwMSVkIHEAG1s_MTAwNjsxMDAwJT8lcDElezF9JT0ldGglZWwlOwAbWzM7M34AG1szOzR-\
        ABtbMzs1fgAbWzM7Nn4AG1szOzd-ABtbMTsyQgAbWzE7M0IAG1sxOzRCABtbMTs1QgAbWzE7NkIAG1sxOzdCABtbMTszRgAbWzE7NEYA\
        G1sxOzVGABtbMTs2RgAbWzE7N0YAG1sxOzNIABtbMTs0SAAbWzE7NUgAG1sxOzZIABtbMTs3SAAbWzI7M34AG1syOzR-ABtbMjs1fgAb\
        WzI7Nn4AG1syOzd-ABtbMTszRAAbWzE7NEQAG1sxOzVEABtbMTs2RAAbWzE7N0QAG1s2OzN-ABtbNjs0fgAbWzY7NX4AG1s2OzZ-ABtb\
        Njs3fgAbWzU7M34AG1s1OzR-ABtbNTs1fgAbWzU7Nn4AG1s1Ozd-ABtbMTszQwAbWzE7NEMAG1sxOzVDABtbMTs2QwAbWzE7N0MAG1sx\
        OzJBABtbMTszQQAbWzE7NEEAG1sxOzVBABtbMTs2QQAbWzE7N0EAG094ABtPdAAbT3YAG09yABtPRQAbT2sAG09sABtPbwAbT24AG09q\
        ABtPbQAbT3AAG1syOW0AG1s5bQAbWzwlaSVwMyVkOyVwMSVkOyVwMiVkOyU_JXA0JXRNJWVtJTsAQVgAUkdCAFhUAEJEAEJFAENyAENz\
        AEUzAE1zAFBFAFBTAFNlAFNzAFhNAGtEQzMAa0RDNABrREM1AGtEQzYAa0RDNwBrRE4Aa0ROMwBrRE40AGtETjUAa0RONgBrRE43AGtF\
        TkQzAGtFTkQ0AGtFTkQ1AGtFTkQ2AGtFTkQ3AGtIT00zAGtIT000AGtIT001AGtIT002AGtIT003AGtJQzMAa0lDNABrSUM1AGtJQzYA\
        a0lDNwBrTEZUMwBrTEZUNABrTEZUNQBrTEZUNgBrTEZUNwBrTlhUMwBrTlhUNABrTlhUNQBrTlhUNgBrTlhUNwBrUFJWMwBrUFJWNABr\
        UFJWNQBrUFJWNgBrUFJWNwBrUklUMwBrUklUNABrUklUNQBrUklUNgBrUklUNwBrVVAAa1VQMwBrVVA0AGtVUDUAa1VQNgBrVVA3AGth\
        MgBrYjEAa2IzAGtjMgBrcDUAa3BBREQAa3BDTUEAa3BESVYAa3BET1QAa3BNVUwAa3BTVUIAa3BaUk8Acm14eABzbXh4AHhtAA==
        """

    private static let tmuxEntry = """
        b64:HgIrACsADwBpAQ8FcmF2aW5lLWRpcmVjdC10bXV4fHRtdXggd2l0aCBleGFjdCBjb2xvdXJzAAABAAABAAAAAQEAAAABAQAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAABAAAAAAFQAAAACAAAABgAAAD_____________________________________________________AAAA\
        AQAAEAAAAAQABgAIABkAHgAlACkALQD__zgASQBLAE8AVgD__1gAZAD__2gAawBxAHUAeQD__38AgQCGAIsA__-UAJkAngD__6MAqACt\
        AP__sgC0ALkA___CAMcAzQDTAP__1gD__9gA________3AD__-AA________4gD__-cA___________rAO8A9QD5AP0AAQEHAQ0BEwEZ\
        AR8BJAH__ykB__8tATIBNwE7AUIB__9JAU0BVQH__________________________________10B__9gAWkBcgF7AYQBjQGWAZ8BqAGx\
        Af____________________-6Af_____LAc4B2QHcAd4B4QE6Av__PQI_Av__________________________RAL__4UC____________\
        ____iQL_____________________kAL_____________________________________________________________________lQL_\
        ____nAL__________6MCqgKxAv____-4Av__vwL________GAv_____________NAtMC2QLgAucC7gL1Av0CBQMNAxUDHQMlAy0DNQM8\
        A0MDSgNRA1kDYQNpA3EDeQOBA4kDkQOYA58DpgOtA7UDvQPFA80D1QPdA-UD7QP0A_sDAgQJBBEEGQQhBCkEMQQ5BEEESQRQBFcEXgT_\
        ____________________________________________________________YwRuBHMEewR_BP7__v__________________________\
        ____iAT_______________________-NBP______________________________________________________________________\
        _________________5ME________lwTTBBtbWgAHAA0AG1slaSVwMSVkOyVwMiVkcgAbWzNnABtbSBtbSgAbW0sAG1tKABtbJWklcDEl\
        ZEcAG1slaSVwMSVkOyVwMiVkSAAKABtbSAAbWz8yNWwACAAbWzM0aBtbPzI1aAAbW0MAG00AG1szNGwAG1tQABtbTQAbXTA7BwAOABtb\
        NW0AG1sxbQAbWz8xMDQ5aAAbWzJtABtbNGgAG1s4bQAbWzdtABtbN20AG1s0bQAPABtbbQ8AG1s_MTA0OWwAG1s0bAAbWzI3bQAbWzI0\
        bQAbZwAHABspMAAbW0wAfwAbWzN-ABtPQgAbT1AAG1syMX4AG09RABtPUgAbT1MAG1sxNX4AG1sxN34AG1sxOH4AG1sxOX4AG1syMH4A\
        G1sxfgAbWzJ-ABtPRAAbWzZ-ABtbNX4AG09DABtbMTsyQgAbWzE7MkEAG09BABtbPzFsGz4AG1s_MWgbPQAbRQAbWyVwMSVkUAAbWyVw\
        MSVkTQAbWyVwMSVkQgAbWyVwMSVkQAAbWyVwMSVkUwAbWyVwMSVkTAAbWyVwMSVkRAAbWyVwMSVkQwAbWyVwMSVkVAAbWyVwMSVkQQAb\
        YxtbPzEwMDBsG1s_MjVoABs4ABtbJWklcDElZGQAGzcACgAbTQAbWzAlPyVwNiV0OzElOyU_JXAyJXQ7NCU7JT8lcDElcDMlfCV0Ozcl\
        OyU_JXA0JXQ7NSU7JT8lcDUldDsyJTslPyVwNyV0OzglO20lPyVwOSV0DiVlDyU7ABtIAAkAG10wOwArKywsLS0uLjAwYGBhYWZmZ2do\
        aGlpampra2xsbW1ubm9vcHBxcXJyc3N0dHV1dnZ3d3h4eXl6ent7fHx9fX5-ABtbWgAbKEIbKTAAG1s0fgAbWzM7Mn4AG1sxOzJGABtb\
        MTsySAAbWzI7Mn4AG1sxOzJEABtbNjsyfgAbWzU7Mn4AG1sxOzJDABtbMjN-ABtbMjR-ABtbMTsyUAAbWzE7MlEAG1sxOzJSABtbMTsy\
        UwAbWzE1OzJ-ABtbMTc7Mn4AG1sxODsyfgAbWzE5OzJ-ABtbMjA7Mn4AG1syMTsyfgAbWzIzOzJ-ABtbMjQ7Mn4AG1sxOzVQABtbMTs1\
        UQAbWzE7NVIAG1sxOzVTABtbMTU7NX4AG1sxNzs1fgAbWzE4OzV-ABtbMTk7NX4AG1syMDs1fgAbWzIxOzV-ABtbMjM7NX4AG1syNDs1\
        fgAbWzE7NlAAG1sxOzZRABtbMTs2UgAbWzE7NlMAG1sxNTs2fgAbWzE3OzZ-ABtbMTg7Nn4AG1sxOTs2fgAbWzIwOzZ-ABtbMjE7Nn4A\
        G1syMzs2fgAbWzI0OzZ-ABtbMTszUAAbWzE7M1EAG1sxOzNSABtbMTszUwAbWzE1OzN-ABtbMTc7M34AG1sxODszfgAbWzE5OzN-ABtb\
        MjA7M34AG1syMTszfgAbWzIzOzN-ABtbMjQ7M34AG1sxOzRQABtbMTs0UQAbWzE7NFIAG1sxSwAbWyVpJWQ7JWRSABtbNm4AG1s_MTsy\
        YwAbW2MAG1szOTs0OW0AG1szbQAbWzIzbQAbW00AG1szODsyOyVwMSV7NjU1MzZ9JS8lZDslcDElezI1Nn0lLyV7MjU1fSUmJWQ7JXAx\
        JXsyNTV9JSYlZG0AG1s0ODsyOyVwMSV7NjU1MzZ9JS8lZDslcDElezI1Nn0lLyV7MjU1fSUmJWQ7JXAxJXsyNTV9JSYlZG0AAAMAAQBE\
        AIwAUQMBAQEAAQAAAAAACQASABkAJQApAC4AQABHAE4AVgBcAGcAcQB2AH0AhACLAJIAmQCgAKcArgC1ALwAwwDKANEA2ADfAOYA7QD0\
        APsAAgEJARABFwEeASUBLAEzAToBQQFIAU8BVgFdAWQBawFyAXkBgAGHAY4BlQGcAaMBqgGxAbgBvwHGAc0B1AHbAeIB6AEAAAMABgAK\
        AA0AEAATABYAGQAcAB8AIgAlACgAKwAuADQANwA6AD8ARABJAE4AUwBXAFwAYQBmAGsAcAB2AHwAggCIAI4AlACaAKAApgCsALEAtgC7\
        AMAAxQDLANEA1wDdAOMA6QDvAPUA-wABAQcBDQETARkBHwElASsBMQE3AT0BQQFGAUsBUAFVAVoBXwEbWz8yMDA0bAAbWz8yMDA0aAAb\
        XTExMgcAG10xMjslcDElcwcAGyhCABtbM0oAG101MjslcDElczslcDIlcwcAG1syMDF-ABtbMjAwfgAbKCVwMSVjABtbMiBxABtbNDol\
        cDElZG0AG1slcDElZCBxABtdMDsAG1szOzN-ABtbMzs0fgAbWzM7NX4AG1szOzZ-ABtbMzs3fgAbWzE7MkIAG1sxOzNCABtbMTs0QgAb\
        WzE7NUIAG1sxOzZCABtbMTs3QgAbWzE7M0YAG1sxOzRGABtbMTs1RgAbWzE7NkYAG1sxOzdGABtbMTszSAAbWzE7NEgAG1sxOzVIABtb\
        MTs2SAAbWzE7N0gAG1syOzN-ABtbMjs0fgAbWzI7NX4AG1syOzZ-ABtbMjs3fgAbWzE7M0QAG1sxOzREABtbMTs1RAAbWzE7NkQAG1sx\
        OzdEABtbNjszfgAbWzY7NH4AG1s2OzV-ABtbNjs2fgAbWzY7N34AG1s1OzN-ABtbNTs0fgAbWzU7NX4AG1s1OzZ-ABtbNTs3fgAbWzE7\
        M0MAG1sxOzRDABtbMTs1QwAbWzE7NkMAG1sxOzdDABtbMTsyQQAbWzE7M0EAG1sxOzRBABtbMTs1QQAbWzE7NkEAG1sxOzdBABtbMjlt\
        ABtbOW0AQVgARzAAUkdCAFU4AEJEAEJFAENyAENzAEUwAEUzAE1zAFBFAFBTAFMwAFNlAFNtdWx4AFNzAFRTAGtEQzMAa0RDNABrREM1\
        AGtEQzYAa0RDNwBrRE4Aa0ROMwBrRE40AGtETjUAa0RONgBrRE43AGtFTkQzAGtFTkQ0AGtFTkQ1AGtFTkQ2AGtFTkQ3AGtIT00zAGtI\
        T000AGtIT001AGtIT002AGtIT003AGtJQzMAa0lDNABrSUM1AGtJQzYAa0lDNwBrTEZUMwBrTEZUNABrTEZUNQBrTEZUNgBrTEZUNwBr\
        TlhUMwBrTlhUNABrTlhUNQBrTlhUNgBrTlhUNwBrUFJWMwBrUFJWNABrUFJWNQBrUFJWNgBrUFJWNwBrUklUMwBrUklUNABrUklUNQBr\
        UklUNgBrUklUNwBrVVAAa1VQMwBrVVA0AGtVUDUAa1VQNgBrVVA3AHJteHgAc214eAA=
        """

    private static let screenEntry = """
        b64:HgIvACsADwBpASIDcmF2aW5lLWRpcmVjdC1zY3JlZW58c2NyZWVuIHdpdGggZXhhY3QgY29sb3VycwAAAQAAAQAAAAEAAAAAAQEA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAAAAABUAAAAAgAAAAYAAAA____________________________________________________\
        _wAAAAEAABAAAAAEAAYACAAZAB4AJQApAC0A__84AEkASwBPAFYA__9YAGQA__9oAGsAcQB1AP____95AHsAgACFAP__jgCTAP____-Y\
        AJ0AogD__6cAqQCuAP__twC8AMIAyAD________LAP_______88A___TAP_______9UA___aAP__________3gDiAOgA7ADwAPQA-gAA\
        AQYBDAESARcB__8cAf__IAElASoB________LgEyAToB__________________________________9CAf__RQFOAVcBYAFpAXIBewGE\
        AY0BlgH_____________________nwH_____sAGzAb4BwQHDAcYBGgL__x0C_____________________________x8C__9gAv______\
        _________2QC_____________________2sC____________________________________________________________________\
        ____________________________________________________________________cAJ2Av______________________________\
        ________________________________________________________________________________________________________\
        _3wC_____________________________________________________________4ECjAKRApkCnQL-__7_____________________\
        ________________________________________________________________________________________________________\
        ______________________-mAv_______6oC5gIbW1oABwANABtbJWklcDElZDslcDIlZHIAG1szZwAbW0gbW0oAG1tLABtbSgAbWyVp\
        JXAxJWRHABtbJWklcDElZDslcDIlZEgACgAbW0gAG1s_MjVsAAgAG1szNGgbWz8yNWgAG1tDABtNABtbMzRsABtbUAAbW00ADgAbWzVt\
        ABtbMW0AG1s_MTA0OWgAG1sybQAbWzRoABtbN20AG1szbQAbWzRtAA8AG1ttDwAbWz8xMDQ5bAAbWzRsABtbMjNtABtbMjRtABtnABsp\
        MAAbW0wAfwAbWzN-ABtPQgAbT1AAG1syMX4AG09RABtPUgAbT1MAG1sxNX4AG1sxN34AG1sxOH4AG1sxOX4AG1syMH4AG1sxfgAbWzJ-\
        ABtPRAAbWzZ-ABtbNX4AG09DABtPQQAbWz8xbBs-ABtbPzFoGz0AG0UAG1slcDElZFAAG1slcDElZE0AG1slcDElZEIAG1slcDElZEAA\
        G1slcDElZFMAG1slcDElZEwAG1slcDElZEQAG1slcDElZEMAG1slcDElZFQAG1slcDElZEEAG2MbWz8xMDAwbBtbPzI1aAAbOAAbWyVp\
        JXAxJWRkABs3AAoAG00AG1swJT8lcDYldDsxJTslPyVwMSV0OzMlOyU_JXAyJXQ7NCU7JT8lcDMldDs3JTslPyVwNCV0OzUlOyU_JXA1\
        JXQ7MiU7bSU_JXA5JXQOJWUPJTsAG0gACQArKywsLS0uLjAwYGBhYWZmZ2doaGlpampra2xsbW1ubm9vcHBxcXJyc3N0dHV1dnZ3d3h4\
        eXl6ent7fHx9fX5-ABtbWgAbKEIbKTAAG1s0fgAbWzIzfgAbWzI0fgAbWzFLABtbJWklZDslZFIAG1s2bgAbWz8xOzJjABtbYwAbWzM5\
        OzQ5bQAbW00AG1szODsyOyVwMSV7NjU1MzZ9JS8lZDslcDElezI1Nn0lLyV7MjU1fSUmJWQ7JXAxJXsyNTV9JSYlZG0AG1s0ODsyOyVw\
        MSV7NjU1MzZ9JS8lZDslcDElezI1Nn0lLyV7MjU1fSUmJWQ7JXAxJXsyNTV9JSYlZG0AAwABAAIACAAfAAEBAQABAAAAAAAEAAAAAwAG\
        AAoADQAQABsoQgAbKCVwMSVjAEFYAEcwAFJHQgBVOABFMABTMAA=
        """
}
