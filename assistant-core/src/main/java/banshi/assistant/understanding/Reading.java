package banshi.assistant.understanding;

import banshi.assistant.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a question probably asks (解读).
 *
 * @param subjects the likeliest subjects, best first, at most twelve
 * @param candidates the likeliest matter × aspect pairs, best first, at most five
 * @param familiar whether anything published is near the question at all; where it is not, probabilities mean nothing
 * @param step what it took to read it
 */
public record Reading(List<Likely> subjects, List<Candidate> candidates, boolean familiar, Step step) {
    /** What decided, the cheapest first (判定环节). */
    public enum Step {
        /** There was nothing to read. */
        NOTHING,
        /** The citizen picked one of the choices that were offered. */
        PICKED,
        /** The question is published word for word. */
        KNOWN,
        /** The words alone were clear. */
        WORDS,
        /** Words and meaning together. */
        MEANING
    }

    public Reading {
        subjects = List.copyOf(subjects);
        candidates = List.copyOf(candidates);
    }

    /** As likely to be about a topic as here, and if about a matter, then about those of the other reading. */
    Reading about(Reading whole) {
        double topics = 0;
        var all = new ArrayList<Likely>();
        for (var one : subjects) {
            if (!(one.subject() instanceof Subject.OfTopic)) continue;
            all.add(one);
            topics += one.p();
        }
        double matters = 0;
        var ws=new java.util.LinkedHashMap<Subject,Double>(); var as=new java.util.HashMap<Subject,Double>();
        for (var one : subjects) as.put(one.subject(), one.p());
        double eps=Double.parseDouble(System.getProperty("eps","0.001"));
        double eps2=Double.parseDouble(System.getProperty("eps2","0.001"));
        for (var one : whole.subjects) if (one.subject() instanceof Subject.OfMatter) { double x=(one.p()+eps)*(as.getOrDefault(one.subject(),0.0)+eps2); ws.put(one.subject(),x); matters += x; }
        for (var one : subjects) if (one.subject() instanceof Subject.OfMatter && !ws.containsKey(one.subject())) { double x=eps*(one.p()+eps2); ws.put(one.subject(),x); matters += x; }
        if (matters == 0) return this;
        double left = Math.max(0, 1 - topics);
        for (var one : ws.entrySet())
            all.add(new Likely(one.getKey(), left * one.getValue() / matters));
        all.sort(Comparator.comparingDouble(Likely::p).reversed());
        var pairs = new ArrayList<Candidate>();
        for (var l : all) { if (!(l.subject() instanceof Subject.OfMatter(var id, var ans))) continue;
           var own = whole.candidates.stream().filter(c->c.matter().equals(id)).toList(); if(own.isEmpty()) own=candidates.stream().filter(c->c.matter().equals(id)).toList();
           double sum=own.stream().mapToDouble(Candidate::p).sum();
           for (var c:own) pairs.add(new Candidate(id,c.aspect(),Math.min(1,l.p()*c.p()/sum)));
        }
        pairs.sort(Comparator.comparingDouble(Candidate::p).reversed());
        while(pairs.size()>5) pairs.removeLast();
        return new Reading(all, pairs, familiar || whole.familiar, whole.step);
    }

    /** A subject and its probability, 0..1. */
    public record Likely(Subject subject, double p) {}
}
